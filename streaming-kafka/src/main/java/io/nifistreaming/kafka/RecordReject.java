package io.nifistreaming.kafka;

import io.nifistreaming.origin.Range;

/**
 * One record of a publication that can never be sent, while the others were.
 *
 * @param index of the record in its publication, from 0
 * @param position its range in the lineage
 * @param kind why
 * @param message problem, cause and remedy
 */
public record RecordReject(long index, Range position, RejectKind kind, String message) {}
