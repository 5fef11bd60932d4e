package io.nifistreaming.nifi.poll;

import io.nifistreaming.poll.PollTarget;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.nifi.flowfile.FlowFile;
import org.apache.nifi.processor.ProcessSession;

/**
 * Reads from an incoming flow file what to poll: attribute {@code poll.target} names a configured target, to be asked
 * for the SKUs in {@code poll.skus} and with parameters from {@code poll.parameter.NAME}; without it, the content is a
 * document of targets.
 */
final class InputTargets {
    static final String SKUS = "poll.skus";
    static final String PARAMETER = "poll.parameter.";
    private static final long LONGEST = 4L << 20;

    private final PollSettings settings;

    InputTargets(PollSettings settings) {
        this.settings = settings;
    }

    /** @throws IllegalArgumentException if it names no valid targets, saying why */
    List<TargetSpec> read(ProcessSession session, FlowFile flowFile) {
        String named = flowFile.getAttribute(PollAttributes.TARGET);
        if (named != null && !named.isBlank()) {
            return List.of(configured(named.strip(), flowFile.getAttributes()));
        }
        if (flowFile.getSize() > LONGEST) {
            throw new IllegalArgumentException("The content is larger than 4 MB: split the document of targets");
        }
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        session.exportTo(flowFile, content);
        List<TargetSpec> targets =
                new TargetsDocument(settings.defaults().once()).read(content.toString(StandardCharsets.UTF_8));
        PollChecks.require(!targets.isEmpty(), "targets is empty: list at least one target");
        return targets;
    }

    private TargetSpec configured(String name, Map<String, String> attributes) {
        for (TargetSpec spec : settings.targets()) {
            if (spec.target().name().equals(name)) {
                return new TargetSpec(asked(spec.target(), attributes), spec.mapping(), spec.format(), spec.auth());
            }
        }
        throw new IllegalArgumentException(
                "Attribute poll.target is '" + name + "', but no target of that name is configured");
    }

    private static PollTarget asked(PollTarget target, Map<String, String> attributes) {
        Map<String, String> parameters = new HashMap<>(target.parameters());
        attributes.forEach((name, value) -> {
            if (name.startsWith(PARAMETER)) {
                parameters.put(name.substring(PARAMETER.length()), value);
            }
        });
        List<String> skus = new ArrayList<>();
        for (String sku : attributes.getOrDefault(SKUS, "").split(",", -1)) {
            if (!sku.isBlank()) {
                skus.add(sku.strip());
            }
        }
        return new PollTarget(
                target.name(),
                target.competitor(),
                target.url(),
                parameters,
                skus.isEmpty() ? target.skus() : skus,
                target.headers(),
                target.pagination(),
                target.interval(),
                target.contentTypes());
    }
}
