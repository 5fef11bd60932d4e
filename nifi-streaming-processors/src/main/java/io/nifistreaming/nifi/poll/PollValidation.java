package io.nifistreaming.nifi.poll;

import java.util.ArrayList;
import java.util.List;
import org.apache.nifi.components.ValidationContext;

/** What fits no single field: how the fields go together. */
final class PollValidation {
    private PollValidation() {}

    static List<String> objections(ValidationContext context, String componentId) {
        List<String> objections = new ArrayList<>();
        boolean inline = context.getProperty(PollProperties.TARGETS).isSet();
        boolean file = context.getProperty(PollProperties.TARGETS_FILE).isSet();
        if (inline && file) {
            objections.add("'Targets' and 'Targets File' exclude each other: clear one of them");
            return objections;
        }
        objections.addAll(HeaderValues.objections(context));
        if (!objections.isEmpty()) {
            return objections;
        }
        PollSettings settings;
        try {
            settings = PollSettings.from(context, componentId);
        } catch (IllegalArgumentException trouble) {
            objections.add(trouble.getMessage());
            return objections;
        }
        StoreDirectory.objection(settings.storeDirectory()).ifPresent(objections::add);
        PollNetwork.objection(context).ifPresent(objections::add);
        boolean noReader = !context.getProperty(RecordProperties.READER).isSet();
        for (TargetSpec target : settings.targets()) {
            if (noReader && target.format() == TargetSpec.Format.RECORD) {
                objections.add("target '" + target.target().name()
                        + "' has \"format\": \"record\", but 'Record Reader' is not set");
            }
        }
        objections.addAll(PollAuth.objections(context, settings.targets()));
        return objections;
    }
}
