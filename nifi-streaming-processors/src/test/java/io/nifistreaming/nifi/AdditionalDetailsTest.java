package io.nifistreaming.nifi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.junit.jupiter.api.Test;

/**
 * Additional details are written once, in Markdown, which NiFi 2.x shows; NiFi 1.x shows the HTML beside it. Run with
 * {@code -Ddocs.write=true} to write the HTML anew.
 */
class AdditionalDetailsTest {
    private static final Path DOCS = Path.of("src/main/resources/docs");
    private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());

    @Test
    void theHtmlForNifi1SaysWhatTheMarkdownForNifi2Says() throws IOException {
        List<Path> sources = sources();

        assertThat(sources).isNotEmpty();
        for (Path source : sources) {
            Path html = source.resolveSibling("additionalDetails.html");
            String expected = html(Files.readString(source));
            if (Boolean.getBoolean("docs.write")) {
                Files.writeString(html, expected);
            }
            assertThat(html).as("Run this test with -Ddocs.write=true").exists();
            assertThat(Files.readString(html))
                    .as("%s is out of date: run this test with -Ddocs.write=true", html)
                    .isEqualTo(expected);
        }
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(DOCS)) {
            return files.filter(file -> file.endsWith("additionalDetails.md"))
                    .sorted()
                    .toList();
        }
    }

    private static String html(String markdown) {
        String body = HtmlRenderer.builder()
                .extensions(EXTENSIONS)
                .build()
                .render(Parser.builder().extensions(EXTENSIONS).build().parse(markdown));
        String title = markdown.lines().findFirst().orElse("").replaceFirst("^# *", "");
        return """
                <!DOCTYPE html>
                <!-- Made from additionalDetails.md by AdditionalDetailsTest with -Ddocs.write=true: change that. -->
                <html lang="en">
                <head>
                <meta charset="utf-8"/>
                <title>%s</title>
                <link rel="stylesheet" href="../../../../../css/component-usage.css" type="text/css"/>
                <style>
                  /* NiFi's stylesheet centres the middle columns of tables, and leaves the page no margin. */
                  body { margin: 0 16px 16px; line-height: 1.4; }
                  table { border-spacing: 0; margin-bottom: 16px; }
                  table tr th, table tr td { text-align: left; vertical-align: top; }
                </style>
                </head>
                <body>
                %s</body>
                </html>
                """.formatted(title, body);
    }
}
