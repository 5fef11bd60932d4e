package io.nifistreaming.store;

import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteBufferManager;

/** RocksDB's options for a small store in a shared JVM: bounded memory, few files, few threads, no chatty log. */
final class RocksSettings implements AutoCloseable {
    private static final long LEAST_MEMORY = 4L << 20;
    private static final int BLOOM_BITS = 10;
    private static final long MAX_LOG_BYTES = 1L << 20;

    private final Cache cache;
    private final WriteBufferManager writeBuffers;
    private final BloomFilter filter;
    private final Options options;

    private RocksSettings(Cache cache, WriteBufferManager writeBuffers, BloomFilter filter, Options options) {
        this.cache = cache;
        this.writeBuffers = writeBuffers;
        this.filter = filter;
        this.options = options;
    }

    /** Settings whose caches and write buffers together stay within the given bytes, but at least 4 MiB. */
    static RocksSettings within(long memoryBytes) {
        long memory = Math.max(LEAST_MEMORY, memoryBytes);
        Cache cache = new LRUCache(memory);
        WriteBufferManager writeBuffers = new WriteBufferManager(memory / 2, cache);
        BloomFilter filter = new BloomFilter(BLOOM_BITS);
        Options options = new Options()
                .setCreateIfMissing(true)
                .setWriteBufferManager(writeBuffers)
                .setWriteBufferSize(memory / 8)
                .setMaxWriteBufferNumber(2)
                .setMaxOpenFiles(64)
                .setMaxBackgroundJobs(2)
                .setMaxTotalWalSize(memory)
                .setKeepLogFileNum(2)
                .setMaxLogFileSize(MAX_LOG_BYTES)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                // A batch cut short by a crash at the end of the log is dropped; damage before it is an error.
                .setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords)
                .setTableFormatConfig(new BlockBasedTableConfig()
                        .setBlockCache(cache)
                        .setCacheIndexAndFilterBlocks(true)
                        .setFilterPolicy(filter));
        return new RocksSettings(cache, writeBuffers, filter, options);
    }

    Options options() {
        return options;
    }

    @Override
    public void close() {
        options.close();
        filter.close();
        writeBuffers.close();
        cache.close();
    }
}
