package io.nifistreaming.nifi.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;

class TableSettingsTest {
    @Test
    void entriesStandBetweenCommasOrOnLines() {
        assertThat(TableSettings.of(
                        "delta.checkpointInterval=20,\n delta.logRetentionDuration = interval 7 days\nowner = a=b"))
                .containsExactly(
                        entry("delta.checkpointInterval", "20"),
                        entry("delta.logRetentionDuration", "interval 7 days"),
                        entry("owner", "a=b"));
        assertThat(TableSettings.of(null)).isEmpty();
        assertThat(TableSettings.of(" \n,")).isEmpty();
    }

    /** The library would write them, and readers would then miss what they promise. */
    @Test
    void whatThisBundleDoesNotWriteIsRefusedByName() {
        assertThat(TableSettings.problem("delta.enableChangeDataFeed = true"))
                .hasValueSatisfying(problem -> assertThat(problem)
                        .contains("delta.enableChangeDataFeed")
                        .contains("delta.checkpointInterval"));
        assertThat(TableSettings.problem("delta.checkpointInterval = 0")).isPresent();
        assertThat(TableSettings.problem("delta.logRetentionDuration = 7 days")).isPresent();
        assertThat(TableSettings.problem("delta.appendOnly")).isPresent();
        assertThat(TableSettings.problem("delta.appendOnly = TRUE")).isEmpty();
    }
}
