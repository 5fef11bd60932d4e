package io.nifistreaming.sandbox.seed;

import io.nifistreaming.sandbox.api.NifiParameters;
import io.nifistreaming.sandbox.api.Parameter;
import io.nifistreaming.sandbox.flow.ParameterContext;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Brings parameter contexts into NiFi as they are declared, whatever they were there. A sensitive parameter takes its
 * value from {@code secrets}, and where that names none, gets a random one: no secret is ever in a file under
 * {@code flows/}.
 */
public final class Contexts implements ParameterSeed {
    private static final int SECRET_BYTES = 24;

    private final Map<String, String> secrets;
    private final SecureRandom random;

    /** @param secrets values of sensitive parameters by name */
    public Contexts(Map<String, String> secrets, SecureRandom random) {
        this.secrets = secrets;
        this.random = random;
    }

    @Override
    public List<String> ensure(NifiParameters nifi, List<ParameterContext> contexts) {
        for (ParameterContext context : contexts) {
            nifi.ensure(context.name(), parameters(context));
        }
        return List.of();
    }

    List<Parameter> parameters(ParameterContext context) {
        return context.parameters().stream().map(this::parameter).toList();
    }

    Parameter parameter(ParameterContext.Entry entry) {
        String value = entry.sensitive()
                ? secrets.getOrDefault(entry.name(), entry.value().orElseGet(this::secret))
                : entry.value().orElse(null);
        return new Parameter(entry.name(), value, entry.sensitive(), entry.description());
    }

    private String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
