package io.nifistreaming.poll;

/** Turns one answer into observations. Pure: same answer, same extraction; called from the collecting thread only. */
@FunctionalInterface
public interface PriceExtractor {
    /**
     * @param target whose answer it is; gives the competitor
     * @param answer a successful answer of an accepted content type, decompressed
     * @return never null; rubbish in the body is {@link Extraction.Unexpected}, not an exception
     */
    Extraction extract(PollTarget target, HttpAnswer answer);
}
