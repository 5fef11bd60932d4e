package io.nifistreaming.nifi.kafka;

import io.nifistreaming.kafka.KafkaClients.Check;
import java.util.List;
import java.util.function.Supplier;
import org.apache.nifi.components.ConfigVerificationResult;
import org.apache.nifi.components.ConfigVerificationResult.Outcome;

/** Shows what checking a cluster found out in NiFi's "verify" dialog. */
final class Verification {
    private Verification() {}

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
