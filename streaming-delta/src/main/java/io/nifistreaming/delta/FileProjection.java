package io.nifistreaming.delta;

import io.nifistreaming.delta.ColumnType.ListOf;
import io.nifistreaming.delta.ColumnType.MapOf;
import io.nifistreaming.delta.ColumnType.Struct;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;

/** What of a file's schema holds the wanted columns, whoever wrote the file. */
final class FileProjection {
    private FileProjection() {}

    /** The file's own fields, those that are wanted; what the file lacks is left out. */
    static MessageType of(MessageType file, List<Column> wanted) {
        return new MessageType(file.getName(), fields(file, wanted));
    }

    private static List<Type> fields(GroupType file, List<Column> wanted) {
        List<Type> fields = new ArrayList<>();
        for (Column column : wanted) {
            field(file, column.name()).ifPresent(field -> fields.add(of(field, column.type())));
        }
        return fields;
    }

    private static Type of(Type file, ColumnType wanted) {
        if (file.isPrimitive()) {
            return file;
        }
        GroupType group = file.asGroupType();
        if (wanted instanceof Struct struct) {
            List<Type> fields = fields(group, struct.columns());
            // Some field is needed to tell a record without these from none.
            return fields.isEmpty() ? group : group.withNewFields(fields);
        }
        if (wanted instanceof ListOf list && group.getFieldCount() == 1) {
            Type repeated = group.getType(0);
            return group.withNewFields(
                    isElement(group, repeated)
                            ? of(repeated, list.element())
                            : repeated.asGroupType()
                                    .withNewFields(of(repeated.asGroupType().getType(0), list.element())));
        }
        if (wanted instanceof MapOf map && isMap(group)) {
            GroupType entry = group.getType(0).asGroupType();
            return group.withNewFields(
                    entry.withNewFields(of(entry.getType(0), map.key()), of(entry.getType(1), map.value())));
        }
        return group;
    }

    /** By its name, or that name in other letters, since Delta tells no case apart. */
    static Optional<Type> field(GroupType file, String name) {
        if (file.containsField(name)) {
            return Optional.of(file.getType(name));
        }
        return file.getFields().stream()
                .filter(field -> field.getName().equalsIgnoreCase(name))
                .findFirst();
    }

    static boolean isList(GroupType group) {
        return group.getLogicalTypeAnnotation() instanceof ListLogicalTypeAnnotation
                && group.getFieldCount() == 1
                && group.getType(0).isRepetition(Repetition.REPEATED);
    }

    static boolean isMap(GroupType group) {
        return group.getFieldCount() == 1
                && group.getType(0).isRepetition(Repetition.REPEATED)
                && !group.getType(0).isPrimitive()
                && group.getType(0).asGroupType().getFieldCount() == 2;
    }

    /** Whether what repeats is the element itself, as older writers have it, by the rules of Parquet's format. */
    static boolean isElement(GroupType list, Type repeated) {
        return repeated.isPrimitive()
                || repeated.asGroupType().getFieldCount() != 1
                || repeated.getName().equals("array")
                || repeated.getName().equals(list.getName() + "_tuple");
    }
}
