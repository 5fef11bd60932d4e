package io.nifistreaming.nifi.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.nifistreaming.kafka.broker.EmbeddedKafka;
import java.util.List;
import java.util.Map;
import org.apache.nifi.components.ConfigVerificationResult;
import org.apache.nifi.components.ConfigVerificationResult.Outcome;
import org.junit.jupiter.api.Test;

/** What NiFi's "verify" dialog shows for the processor. */
class ConsumeKafkaStreamVerifyIT {
    private static final EmbeddedKafka KAFKA = EmbeddedKafka.shared();

    @Test
    void aClusterThatAnswersATopicAndAGroupPass() {
        ConsumeStage stage = ConsumeStage.on(KAFKA);

        List<ConfigVerificationResult> results = verify(stage);

        assertThat(results)
                .extracting(ConfigVerificationResult::getOutcome)
                .containsExactly(Outcome.SUCCESSFUL, Outcome.SUCCESSFUL, Outcome.SUCCESSFUL);
        assertThat(results.get(1).getVerificationStepName()).contains(stage.topic());
        assertThat(results.get(1).getExplanation()).isEqualTo("1 partitions");
        assertThat(results.get(2).getExplanation()).isEqualTo("It has offsets of 0 partitions");
    }

    @Test
    void aTopicThatIsMissingFailsAndNothingElseIsTried() {
        ConsumeStage stage = ConsumeStage.on(KAFKA).with("Topic Names", "never-made");

        List<ConfigVerificationResult> results = verify(stage);

        assertThat(results).hasSize(2);
        assertThat(results.get(1).getOutcome()).isEqualTo(Outcome.FAILED);
        assertThat(results.get(1).getExplanation()).contains("does not exist");
    }

    @Test
    void aPatternTellsHowManyTopicsMatch() {
        ConsumeStage stage = ConsumeStage.on(KAFKA);
        stage.with("Topic Selection", "Pattern").with("Topic Pattern", stage.topic());

        List<ConfigVerificationResult> results = verify(stage);

        assertThat(results.get(1).getOutcome()).isEqualTo(Outcome.SUCCESSFUL);
        assertThat(results.get(1).getExplanation()).startsWith("1 topics match now");
    }

    private static List<ConfigVerificationResult> verify(ConsumeStage stage) {
        ConsumeKafkaStream processor = (ConsumeKafkaStream) stage.runner().getProcessor();
        return processor.verify(
                stage.runner().getProcessContext(), stage.runner().getLogger(), Map.of());
    }
}
