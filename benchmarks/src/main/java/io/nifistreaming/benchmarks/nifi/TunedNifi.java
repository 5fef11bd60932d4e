package io.nifistreaming.benchmarks.nifi;

import io.nifistreaming.sandbox.part.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The sandbox's NiFi with further JVM options. It keeps no archive of contents, which would fill the disk with what
 * round after round has read.
 */
record TunedNifi(Part nifi, List<String> jvmOptions) implements Part {
    private static final String ARCHIVE = "nifi.content.repository.archive.enabled=";

    @Override
    public String name() {
        return nifi.name();
    }

    @Override
    public String title() {
        return nifi.title();
    }

    @Override
    public String address() {
        return nifi.address();
    }

    @Override
    public List<Integer> ports() {
        return nifi.ports();
    }

    @Override
    public int megabytes() {
        return nifi.megabytes();
    }

    @Override
    public Path home() {
        return nifi.home();
    }

    @Override
    public void prepare() {
        nifi.prepare();
        Path properties = home().resolve("conf/nifi.properties");
        try {
            String text = Files.readString(properties);
            Files.writeString(properties, text.replace(ARCHIVE + "true", ARCHIVE + "false"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<String> arguments() {
        List<String> arguments = new ArrayList<>(nifi.arguments());
        // Of an option that is given twice Java takes the last.
        arguments.addAll(arguments.indexOf("-cp"), jvmOptions);
        return arguments;
    }

    @Override
    public boolean ready() {
        return nifi.ready();
    }
}
