package io.nifistreaming.nifi.kafka;

import io.nifistreaming.kafka.KafkaClients.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.nifi.components.ConfigVerificationResult;
import org.apache.nifi.components.ConfigVerificationResult.Outcome;

/** Shows what checking a cluster found out in NiFi's "verify" dialog. */
final class Verification {
    private Verification() {}

    /** A cluster, and a topic that may depend on attributes: without a name it is skipped. */
    static List<ConfigVerificationResult> ofTopic(String topic, Function<String, List<Check>> checks) {
        if (!topic.isBlank()) {
            return of(() -> checks.apply(topic));
        }
        List<ConfigVerificationResult> results = new ArrayList<>(of(() -> checks.apply(null)));
        results.add(new ConfigVerificationResult.Builder()
                .verificationStepName("Topic")
                .outcome(Outcome.SKIPPED)
                .explanation("The topic's name comes from an attribute that was not given: add it to look at the topic")
                .build());
        return results;
    }

    static List<ConfigVerificationResult> of(Supplier<List<Check>> checks) {
        try {
            return checks.get().stream().map(Verification::result).toList();
        } catch (IllegalArgumentException | IllegalStateException unusable) {
            return List.of(result(new Check("Configure the client", false, unusable.getMessage())));
        }
    }

    private static ConfigVerificationResult result(Check check) {
        return new ConfigVerificationResult.Builder()
                .verificationStepName(check.step())
                .outcome(check.passed() ? Outcome.SUCCESSFUL : Outcome.FAILED)
                .explanation(check.message())
                .build();
    }
}
