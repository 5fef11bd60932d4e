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
    RECORDS
}
