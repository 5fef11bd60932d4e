package io.nifistreaming.nifi.delta;

import io.nifistreaming.delta.AppendPlan;
import io.nifistreaming.delta.MergePlan;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.components.PropertyValue;
import org.apache.nifi.components.ValidationContext;
import org.apache.nifi.processor.DataUnit;
import org.apache.nifi.processor.ProcessContext;

/** What {@link PutDeltaTable} is told of merging. */
record MergeSettings(MergePlan.Ties ties, Optional<String> softDelete, long keyBytes, DeleteRule deletes) {
    /** Empty if rows are appended. */
    static Optional<MergeSettings> of(ProcessContext context) {
        if (!PutDeltaTableProperties.MERGE.equals(text(context, PutDeltaTableProperties.WRITE_MODE))) {
            return Optional.empty();
        }
        Optional<String> softDelete = Optional.ofNullable(text(context, PutDeltaTableProperties.SOFT_DELETE));
        String values = text(context, PutDeltaTableProperties.DELETE_VALUES);
        return Optional.of(new MergeSettings(
                PutDeltaTableProperties.REJECT.equals(text(context, PutDeltaTableProperties.TIES))
                        ? MergePlan.Ties.REJECT
                        : MergePlan.Ties.LAST_WINS,
                softDelete,
                context.getProperty(PutDeltaTableProperties.KEY_MEMORY)
                        .asDataSize(DataUnit.B)
                        .longValue(),
                new DeleteRule(
                        Optional.ofNullable(text(context, PutDeltaTableProperties.DELETE_FIELD)),
                        Set.copyOf(PutTarget.names(values)),
                        softDelete.isPresent())));
    }

    /** Why rows can't be merged as is wanted; empty if they can, or if only attributes tell. */
    static Optional<String> problem(ValidationContext context) {
        PropertyValue keys = context.getProperty(PutDeltaTableProperties.MERGE_KEYS);
        PropertyValue sequence = context.getProperty(PutDeltaTableProperties.SEQUENCE);
        String mode = context.getProperty(PutDeltaTableProperties.WRITE_MODE).getValue();
        boolean told = keys.isSet() && !keys.isExpressionLanguagePresent() && !sequence.isExpressionLanguagePresent();
        if (!PutDeltaTableProperties.MERGE.equals(mode) || !told) {
            return Optional.empty();
        }
        MergeSettings settings = new MergeSettings(
                MergePlan.Ties.LAST_WINS,
                Optional.ofNullable(
                        context.getProperty(PutDeltaTableProperties.SOFT_DELETE).getValue()),
                1,
                DeleteRule.NEVER);
        try {
            settings.plan(
                    new PutTarget(
                            "",
                            List.of(),
                            PutTarget.names(keys.getValue()),
                            Optional.ofNullable(sequence.getValue()).filter(name -> !name.isBlank())),
                    AppendPlan.defaults());
            return Optional.empty();
        } catch (IllegalArgumentException unfit) {
            return Optional.of(unfit.getMessage());
        }
    }

    private static String text(ProcessContext context, PropertyDescriptor field) {
        String value = context.getProperty(field).getValue();
        return value == null || value.isBlank() ? null : value.strip();
    }

    MergePlan plan(PutTarget target, AppendPlan writing) {
        return new MergePlan(target.keys(), target.sequence(), softDelete, ties, keyBytes, writing);
    }
}
