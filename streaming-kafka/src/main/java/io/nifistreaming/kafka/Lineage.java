package io.nifistreaming.kafka;

import io.nifistreaming.origin.Origin;
import io.nifistreaming.origin.OriginKind;
import io.nifistreaming.origin.Range;
import io.nifistreaming.origin.SourceId;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The identity under which the records of one flow file are known to the sink: a source, and the range of it that the
 * content covers.
 *
 * @param source the source
 * @param range the positions that the content covers; for a flow file's own identity all of them, since the number of
 *     its records is not known before it is read
 */
public record Lineage(SourceId source, Range range) {
    private static final Range EVERYTHING = new Range(0, Long.MAX_VALUE);

    public Lineage {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(range, "range");
    }

    /**
     * The lineage of content: its origin if that is there and fits the content, else the flow file itself.
     *
     * <p>NiFi copies attributes to split, cloned and merged children, and those are other content: only size and
     * checksum tell.
     *
     * @param attributes of the flow file
     * @param size of the content, in bytes
     * @param crc32c of the content
     * @param uuid of the flow file
     */
    public static Lineage of(Map<String, String> attributes, long size, long crc32c, String uuid) {
        Optional<Origin> origin = Origin.from(attributes);
        if (origin.isPresent() && origin.get().fits(size, crc32c)) {
            return new Lineage(origin.get().source(), origin.get().range());
        }
        return ofFlowFile(uuid);
    }

    /** The flow file's own identity: its UUID and the index of the record in it, which survive NiFi's own replay. */
    public static Lineage ofFlowFile(String uuid) {
        return new Lineage(new SourceId(OriginKind.FLOWFILE, uuid, 0), EVERYTHING);
    }

    boolean isOpenEnded() {
        return range.next() == Long.MAX_VALUE;
    }
}
