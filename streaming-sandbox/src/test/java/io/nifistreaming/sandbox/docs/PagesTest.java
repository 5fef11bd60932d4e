package io.nifistreaming.sandbox.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.sandbox.flow.ProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages for people: short at the door, and every link leads somewhere. */
class PagesTest {
    private static final int TWO_SCREENS = 120;
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]*)(#[^)]*)?\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

    @Test
    void theFrontPageFitsOnTwoScreens() throws IOException {
        assertThat(Files.readAllLines(ProjectFiles.root().resolve("README.md"))).hasSizeLessThanOrEqualTo(TWO_SCREENS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "README.md",
                "CONTRIBUTING.md",
                "docs/own-nifi.md",
                "docs/moving-from-flume.md",
                "flows/README.md",
                "benchmarks/README.md",
                "docker/README.md"
            })
    void everyLinkLeadsToAFileAndToAHeadingInIt(String name) throws IOException {
        Path page = ProjectFiles.root().resolve(name);
        Matcher link = LINK.matcher(Files.readString(page));
        while (link.find()) {
            Path target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1));
            assertThat(target).as("%s links to %s", name, link.group()).exists();
            if (link.group(2) != null) {
                assertThat(anchors(target)).as("headings of %s", target).contains(link.group(2));
            }
        }
    }

    /** As the places where such pages are shown make them of headings. */
    private static List<String> anchors(Path page) throws IOException {
        List<String> anchors = new ArrayList<>();
        Matcher heading = HEADING.matcher(Files.readString(page));
        while (heading.find()) {
            String text = heading.group(1).toLowerCase(Locale.ROOT);
            anchors.add("#" + text.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'));
        }
        return anchors;
    }
}
