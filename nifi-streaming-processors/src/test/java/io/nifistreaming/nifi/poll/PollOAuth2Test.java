package io.nifistreaming.nifi.poll;

import static io.nifistreaming.nifi.poll.PollCompetitorPrices.FAILURE;
import static io.nifistreaming.nifi.poll.PollCompetitorPrices.INVALID;
import static io.nifistreaming.nifi.poll.PollCompetitorPrices.SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.apache.nifi.components.state.Scope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PollOAuth2Test {
    @TempDir
    Path folder;

    private final FakeTokens tokens = new FakeTokens();
    private PriceSite site;
    private PollHarness polling;

    @BeforeEach
    void open() throws Exception {
        site = PriceSite.plain();
        polling = new PollHarness(folder, site.targets()).with(AuthProperties.OAUTH2, tokens);
    }

    @AfterEach
    void close() throws Exception {
        String said = polling.everythingSaid()
                + polling.runner().getStateManager().getState(Scope.CLUSTER).toMap();
        polling.close();
        site.close();
        assertThat(said).doesNotContain("hushed");
    }

    @Test
    void eachPollIsShownTheTokenOfTheMoment() {
        polling.until(() -> site.requests().size() >= 3);

        assertThat(site.requests())
                .extracting(headers -> headers.getFirst("Authorization"))
                .startsWith(
                        "Bearer " + FakeTokens.PREFIX + 0,
                        "Bearer " + FakeTokens.PREFIX + 1,
                        "Bearer " + FakeTokens.PREFIX + 2);
        assertThat(polling.count(SUCCESS)).isEqualTo(1);
    }

    @Test
    void aRefusedTokenIsInvalidAndTheNextOneGoesThrough() {
        site.wants("Bearer " + FakeTokens.PREFIX + 2);

        polling.until(() -> polling.count(SUCCESS) == 1);

        assertThat(polling.count(INVALID)).isEqualTo(2);
        polling.files(INVALID).get(0).assertAttributeEquals("stream.error.kind", "unauthorized");
    }

    @Test
    void aProviderThatFailsIsAFailureOnceAndNothingIsAskedUntilItRecovers() {
        tokens.mood(FakeTokens.Mood.SERVER_DOWN);
        polling.until(() -> polling.count(FAILURE) == 1);
        assertThat(polling.files(FAILURE).get(0).getAttribute("stream.error.message"))
                .contains("'site'", "token provider");
        assertThat(site.requests()).isEmpty();

        tokens.mood(FakeTokens.Mood.FINE);
        polling.until(() -> polling.count(SUCCESS) == 1);

        assertThat(polling.count(FAILURE)).isEqualTo(1);
    }

    @Test
    void aProviderWithoutATokenIsAFailureAndNoEmptyHeaderLeaves() {
        tokens.mood(FakeTokens.Mood.NO_TOKEN);

        polling.until(() -> polling.count(FAILURE) == 1);

        assertThat(site.requests()).isEmpty();
    }

    @Test
    void aTargetThatWantsNoneIsShownNone() {
        polling.runner()
                .setProperty(
                        PollProperties.TARGETS,
                        site.targets().replace("\"name\": \"site\"", "\"name\": \"site\", \"auth\": \"none\""));

        polling.until(() -> polling.count(SUCCESS) == 1);

        assertThat(tokens.given()).isEmpty();
        assertThat(site.requests().get(0)).doesNotContainKey("Authorization");
    }
}
