package io.nifistreaming.tail;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/** How a file holds its content; offsets always count in the content. */
public enum Form {
    PLAIN(""),
    GZIP(".gz"),
    ZSTD(".zst");

    private static final Set<String> FOREIGN =
            Set.of("7z", "br", "bz2", "lz", "lz4", "lzma", "lzo", "rar", "sz", "xz", "z", "zip");

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

    /** Whether its name says that it is compressed in a form that we can't read. */
    static boolean isForeign(Path file) {
        String name = file.getFileName().toString();
        return FOREIGN.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }

    /** The name without the suffix of its form. */
    static String stripped(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - of(file).suffix.length());
    }
}
