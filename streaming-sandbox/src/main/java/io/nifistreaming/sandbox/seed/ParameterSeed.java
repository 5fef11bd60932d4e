package io.nifistreaming.sandbox.seed;

import io.nifistreaming.sandbox.api.NifiParameters;
import io.nifistreaming.sandbox.flow.ParameterContext;
import java.util.List;

/** How the parameters of an environment come to a NiFi. */
public interface ParameterSeed {
    /** Makes the contexts, or brings those that are there up to date; what a person should know. */
    List<String> ensure(NifiParameters nifi, List<ParameterContext> contexts);
}
