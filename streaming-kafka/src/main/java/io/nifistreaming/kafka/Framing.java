package io.nifistreaming.kafka;

/** How the content of a flow file becomes records, as far as their positions are concerned. */
public enum Framing {
    /** The whole content is one record: it covers the whole range of the lineage. */
    WHOLE,
    /**
     * The content is a row of records. For a source of kind {@code file} a record's position is its place in the
     * content ({@link RecordCursor#start()} and {@link RecordCursor#end()}), for the other kinds its index.
     *
     * <p>If the records do not fill the range exactly, the lineage does not describe them: they are then known by
     * {@link Publication#flowFileId()} and index.
     */
    RECORDS,
    /**
     * The content is a row of records that tell by themselves which positions they have in their source, whatever its
     * kind: {@link RecordCursor#start()} and {@link RecordCursor#end()}. They need not fill the range, since a source
     * may leave positions out. Under the identity of the flow file it is the index that counts, as for
     * {@link #RECORDS}.
     */
    PLACED_RECORDS
}
