package io.nifistreaming.shop.logs;

/** How a log is rotated. */
public enum Rotation {
    /** {@code pos.log} becomes {@code pos.log.1}, that becomes {@code pos.log.2}, and so on. */
    RENAME,
    /** As {@link #RENAME}, and from the second on they are compressed, as logrotate's {@code delaycompress} does. */
    RENAME_AND_COMPRESS,
    /** {@code pos.log} is copied to {@code pos.log.1} and emptied, as logrotate's {@code copytruncate} does. */
    COPY_AND_TRUNCATE
}
