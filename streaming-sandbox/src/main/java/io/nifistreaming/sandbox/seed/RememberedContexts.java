package io.nifistreaming.sandbox.seed;

import io.nifistreaming.sandbox.api.NifiParameters;
import io.nifistreaming.sandbox.api.Parameter;
import io.nifistreaming.sandbox.flow.ParameterContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Brings parameter contexts into a NiFi that people work with: a value that one of them set since is not the seed's to
 * change. To tell such a value from one that was only declared otherwise before, NiFi keeps what was seeded last in a
 * context of its own, which nothing is bound to.
 */
public final class RememberedContexts implements ParameterSeed {
    private static final String MEMORY = " (last seeded)";

    private final Contexts contexts;
    private final SetByHand setByHand;
    private final String over;

    /** What becomes of values that were set by hand. */
    public enum SetByHand {
        KEEP,
        OVERWRITE
    }

    /** @param over what a person does to have those values overwritten, for messages */
    public RememberedContexts(Contexts contexts, SetByHand setByHand, String over) {
        this.contexts = contexts;
        this.setByHand = setByHand;
        this.over = over;
    }

    @Override
    public List<String> ensure(NifiParameters nifi, List<ParameterContext> declared) {
        List<String> notes = new ArrayList<>();
        for (ParameterContext context : declared) {
            List<Parameter> wanted = contexts.parameters(context);
            List<Parameter> kept = setByHand == SetByHand.OVERWRITE
                    ? List.of()
                    : setByHand(wanted, values(nifi, context.name()), values(nifi, context.name() + MEMORY));
            List<Parameter> seeded =
                    wanted.stream().filter(one -> !kept.contains(one)).toList();
            nifi.ensure(context.name(), seeded);
            nifi.ensure(
                    context.name() + MEMORY,
                    seeded.stream().filter(one -> !one.sensitive()).toList());
            if (!kept.isEmpty()) {
                notes.add(note(context.name(), kept));
            }
        }
        return notes;
    }

    /**
     * Those of the wanted parameters whose live value is neither what is wanted nor what was seeded last. Not the
     * sensitive ones: NiFi tells no value of theirs, and one that they have is never overwritten anyway.
     */
    static List<Parameter> setByHand(List<Parameter> wanted, Map<String, String> live, Map<String, String> last) {
        return wanted.stream()
                .filter(one -> !one.sensitive()
                        && live.get(one.name()) != null
                        && !live.get(one.name()).equals(one.value())
                        && !Objects.equals(live.get(one.name()), last.get(one.name())))
                .toList();
    }

    private static Map<String, String> values(NifiParameters nifi, String context) {
        return nifi.find(context).map(nifi::values).orElse(Map.of());
    }

    private String note(String context, List<Parameter> kept) {
        List<String> names = kept.stream().map(Parameter::name).toList();
        return "Of the parameter context '" + context + "' these were set in NiFi to something that no seed declared,"
                + " and are left as they are: " + String.join(", ", names) + ". Write their values into the"
                + " environment's file, or let the file overwrite them: " + over + ".";
    }
}
