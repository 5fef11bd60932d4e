package io.nifistreaming.nifi.kafka;

import java.util.Arrays;
import org.apache.nifi.expression.ExpressionLanguageScope;

/**
 * The expression language scope without flow file attributes, which NiFi 1.x calls VARIABLE_REGISTRY and 2.x
 * ENVIRONMENT: naming either in code would not link on the other.
 */
public final class Variables {
    public static final ExpressionLanguageScope SCOPE = Arrays.stream(ExpressionLanguageScope.values())
            .filter(scope ->
                    scope.name().equals("VARIABLE_REGISTRY") || scope.name().equals("ENVIRONMENT"))
            .findFirst()
            .orElse(ExpressionLanguageScope.NONE);

    private Variables() {}
}
