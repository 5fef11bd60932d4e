package io.nifistreaming.delta;

import io.nifistreaming.delta.ColumnType.ListOf;
import io.nifistreaming.delta.ColumnType.MapOf;
import io.nifistreaming.delta.ColumnType.Struct;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.Type;

/** Assembles values of a type from what Parquet hands over. */
final class ValueReader {
    private final ReadPlan.Texts texts;
    private final OldCalendar calendar;

    ValueReader(ReadPlan.Texts texts, OldCalendar calendar) {
        this.texts = texts;
        this.calendar = calendar;
    }

    private Converter of(Type file, ColumnType wanted, String path, Consumer<Object> to) {
        if (file.isPrimitive()) {
            return PrimitiveReader.of(file.asPrimitiveType(), wanted, path, texts, calendar, to);
        }
        GroupType group = file.asGroupType();
        if (wanted instanceof Struct struct) {
            return struct(group, struct.columns(), path + ".", to);
        }
        if (wanted instanceof ListOf list && FileProjection.isList(group)) {
            return list(group, list, path, to);
        }
        if (wanted instanceof MapOf map && FileProjection.isMap(group)) {
            return map(group, map, path, to);
        }
        throw PrimitiveReader.unlike(file, wanted, path);
    }

    GroupConverter struct(GroupType file, List<Column> wanted, String within, Consumer<Object> to) {
        Object[][] row = new Object[1][];
        Map<String, Integer> positions = new HashMap<>();
        for (int index = 0; index < wanted.size(); index++) {
            int position = index;
            FileProjection.field(file, wanted.get(index).name())
                    .ifPresent(field -> positions.put(field.getName(), position));
        }
        Converter[] fields = new Converter[file.getFieldCount()];
        for (int index = 0; index < fields.length; index++) {
            Type field = file.getType(index);
            Integer position = positions.get(field.getName());
            fields[index] = position == null
                    ? Skipped.of(field)
                    : of(
                            field,
                            wanted.get(position).type(),
                            within + wanted.get(position).name(),
                            value -> row[0][position] = value);
        }
        return new Group(fields, () -> row[0] = new Object[wanted.size()], () -> to.accept(row[0]));
    }

    private GroupConverter list(GroupType file, ListOf wanted, String path, Consumer<Object> to) {
        List<List<Object>> current = new ArrayList<>(List.of(List.of()));
        Type repeated = file.getType(0);
        String within = path + ".element";
        Converter element;
        if (FileProjection.isElement(file, repeated)) {
            element = of(
                    repeated, wanted.element(), within, value -> current.get(0).add(value));
        } else {
            Object[] value = new Object[1];
            Type field = repeated.asGroupType().getType(0);
            element = new Group(
                    new Converter[] {of(field, wanted.element(), within, each -> value[0] = each)},
                    () -> value[0] = null,
                    () -> current.get(0).add(value[0]));
        }
        return new Group(
                new Converter[] {element}, () -> current.set(0, new ArrayList<>()), () -> to.accept(current.get(0)));
    }

    private GroupConverter map(GroupType file, MapOf wanted, String path, Consumer<Object> to) {
        List<Map<Object, Object>> current = new ArrayList<>(List.of(Map.of()));
        GroupType entry = file.getType(0).asGroupType();
        Object[] pair = new Object[2];
        // A key is looked up, which bytes can't be.
        ValueReader keys = new ValueReader(ReadPlan.Texts.STRING, calendar);
        Converter both = new Group(
                new Converter[] {
                    keys.of(entry.getType(0), wanted.key(), path + ".key", key -> pair[0] = key),
                    of(entry.getType(1), wanted.value(), path + ".value", value -> pair[1] = value)
                },
                () -> {
                    pair[0] = null;
                    pair[1] = null;
                },
                () -> current.get(0).put(pair[0], pair[1]));
        return new Group(
                new Converter[] {both}, () -> current.set(0, new LinkedHashMap<>()), () -> to.accept(current.get(0)));
    }

    private static final class Group extends GroupConverter {
        private final Converter[] fields;
        private final Runnable begin;
        private final Runnable complete;

        Group(Converter[] fields, Runnable begin, Runnable complete) {
            this.fields = fields;
            this.begin = begin;
            this.complete = complete;
        }

        @Override
        public Converter getConverter(int index) {
            return fields[index];
        }

        @Override
        public void start() {
            begin.run();
        }

        @Override
        public void end() {
            complete.run();
        }
    }
}
