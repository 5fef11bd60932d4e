package io.nifistreaming.tail;

import java.nio.file.Path;

/** How a file holds its content; offsets always count in the content. */
public enum Form {
    PLAIN(""),
    GZIP(".gz"),
    ZSTD(".zst");

    private final String suffix;

    Form(String suffix) {
        this.suffix = suffix;
    }

    static Form of(Path file) {
        String name = file.getFileName().toString();
        if (name.endsWith(GZIP.suffix)) {
            return GZIP;
        }
        return name.endsWith(ZSTD.suffix) ? ZSTD : PLAIN;
    }

    /** The name without the suffix of its form. */
    static String stripped(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - of(file).suffix.length());
    }
}
