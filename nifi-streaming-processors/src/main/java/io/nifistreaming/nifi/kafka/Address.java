package io.nifistreaming.nifi.kafka;

/**
 * Where the records of one flow file go within their topic, unless they say better themselves.
 *
 * @param key of all records, or null
 * @param partition of all records, or -1 to let the partitioner choose
 */
record Address(byte[] key, int partition) {
    /** No key; the partitioner chooses. */
    static final Address ANYWHERE = new Address(null, -1);
}
