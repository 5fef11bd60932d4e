package io.nifistreaming.tail;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The names that copies and successors of a content may have: {@code app.log} becomes {@code app.log.1} or
 * {@code app-3.log.gz}, in its directory or below.
 *
 * @param name that the content had at first, which no copy of it has
 * @param derived beginnings of names that are made from it
 * @param stem the beginning of names that are like it
 */
record Kin(Path directory, String name, Set<String> derived, String unnumbered, String stem) {
    private static final Pattern NUMBER = Pattern.compile("[.-][0-9-]+$");

    /** How near a name is. */
    enum Degree {
        NONE,
        ALIKE,
        DERIVED
    }

    static Kin of(Place place) {
        String name = place.name().getFileName().toString();
        String unnumbered = NUMBER.matcher(Form.stripped(place.name())).replaceFirst("");
        Set<String> derived = new LinkedHashSet<>();
        derived.add(name);
        derived.add(Form.stripped(place.path()));
        if (!unnumbered.isEmpty()) {
            derived.add(unnumbered);
        }
        int dot = name.lastIndexOf('.');
        String stem = dot > 0 ? name.substring(0, dot) : name;
        return new Kin(place.name().getParent(), name, derived, unnumbered, stem);
    }

    Degree degree(Path candidate) {
        String other = candidate.getFileName().toString();
        if (other.equals(name) || !candidate.startsWith(directory)) {
            return Degree.NONE;
        }
        if (!other.equals(unnumbered)) {
            for (String beginning : derived) {
                if (other.startsWith(beginning)) {
                    return Degree.DERIVED;
                }
            }
        }
        return other.startsWith(stem) ? Degree.ALIKE : Degree.NONE;
    }

    /** With one of these each name begins that is kin. */
    Set<String> beginnings() {
        Set<String> beginnings = new LinkedHashSet<>(derived);
        beginnings.add(stem);
        return beginnings;
    }
}
