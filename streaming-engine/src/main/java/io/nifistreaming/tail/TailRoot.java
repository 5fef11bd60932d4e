package io.nifistreaming.tail;

import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A directory to watch, and what of it to read.
 *
 * <p>A glob without a slash matches the name of a file, one with a slash its path below the directory.
 *
 * @param base the directory
 * @param include globs, at least one
 * @param exclude globs that outweigh them
 * @param recursive whether directories below are watched, too
 */
public record TailRoot(Path base, List<String> include, List<String> exclude, boolean recursive) {
    /** An absolute path behind another one. */
    private static final Pattern SEVERAL = Pattern.compile("[;\\s]\\s*/");

    public TailRoot {
        base = base.toAbsolutePath().normalize();
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
        if (include.isEmpty()) {
            throw new IllegalArgumentException(
                    "No pattern names the files of " + base + " to read: give one, like *.log");
        }
        requireRest(include, exclude);
        include.forEach(glob -> compiled(Path.of("/"), glob));
        exclude.forEach(glob -> compiled(Path.of("/"), glob));
    }

    /** What could never bring a file is told at once, since nothing else would tell of it. */
    private static void requireRest(List<String> include, List<String> exclude) {
        for (String glob : exclude) {
            if (glob.startsWith("/")) {
                throw new IllegalArgumentException("'" + glob + "' to be excluded is an absolute path: write a name, or"
                        + " a path below the directory that is watched, such as *.tmp or archive/**");
            }
        }
        if (exclude.contains("*") || exclude.contains("**") || exclude.containsAll(include)) {
            throw new IllegalArgumentException("Nothing is left of " + String.join(", ", include) + " without "
                    + String.join(", ", exclude) + ": exclude less");
        }
    }

    /** Whether a pattern is the name of this directory rather than of a file. */
    boolean names(Path directory) {
        return include.contains(base.relativize(directory).toString());
    }

    public static TailRoot of(Path base, String glob) {
        return new TailRoot(base, List.of(glob), List.of(), glob.indexOf('/') >= 0);
    }

    /** Splits {@code /var/log/pos_app/*.log} into the directory before the first wildcard and the rest. */
    public static TailRoot parse(String pattern) {
        int wildcard = 0;
        while (wildcard < pattern.length() && "*?[{".indexOf(pattern.charAt(wildcard)) < 0) {
            wildcard++;
        }
        if (SEVERAL.matcher(pattern).find()) {
            throw new IllegalArgumentException(
                    "'" + pattern + "' seems to be more than one pattern: put commas or line ends between them");
        }
        int slash = pattern.lastIndexOf('/', wildcard);
        Path base = Path.of(pattern.substring(0, slash + 1));
        if (!base.isAbsolute()) {
            throw new IllegalArgumentException(
                    "'" + pattern + "' is no absolute path: write it from the root on, such as /var/log/app/*.log");
        }
        if (slash == pattern.length() - 1) {
            throw new IllegalArgumentException("'" + pattern
                    + "' names a directory and no files: add which of them to read, such as /var/log/app/*.log");
        }
        if (base.getParent() == null) {
            throw new IllegalArgumentException("'" + pattern + "' is in the root of the file system: name a directory"
                    + " below it, and give a value to each parameter and variable");
        }
        return of(base, pattern.substring(slash + 1));
    }

    Matcher matcher() {
        return new Matcher(
                base,
                include.stream().map(glob -> compiled(base, glob)).toList(),
                exclude.stream().map(glob -> compiled(base, glob)).toList());
    }

    private static Glob compiled(Path base, String glob) {
        FileSystem fileSystem = base.getFileSystem();
        return new Glob(fileSystem.getPathMatcher("glob:" + glob), glob.indexOf('/') >= 0);
    }

    private record Glob(PathMatcher matcher, boolean deep) {
        boolean matches(Path below) {
            return matcher.matches(deep ? below : below.getFileName());
        }
    }

    /** The globs of a root, compiled. */
    record Matcher(Path base, List<Glob> include, List<Glob> exclude) {
        boolean matches(Path file) {
            Path below = base.relativize(file);
            return include.stream().anyMatch(glob -> glob.matches(below)) && !isExcluded(below);
        }

        /** The matching name from which rotation made that of the file, which doesn't match itself. */
        Optional<Path> rotatedFrom(Path file) {
            return isExcluded(base.relativize(file)) ? Optional.empty() : RotatedName.original(file, this::matches);
        }

        private boolean isExcluded(Path below) {
            return exclude.stream().anyMatch(glob -> glob.matches(below));
        }
    }
}
