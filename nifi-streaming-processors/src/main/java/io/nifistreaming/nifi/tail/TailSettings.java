package io.nifistreaming.nifi.tail;

import io.nifistreaming.tail.Completion;
import io.nifistreaming.tail.TailLimits;
import io.nifistreaming.tail.TailPlan;
import io.nifistreaming.tail.TailRoot;
import io.nifistreaming.tail.TailTimes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.components.PropertyValue;
import org.apache.nifi.context.PropertyContext;
import org.apache.nifi.processor.DataUnit;

/** All that is configured, read once and checked. */
record TailSettings(TailPlan plan, LineSettings lines) {
    /** A flow file whose lines are parsed or marked is held in memory, so it is kept small. */
    private static final long MOST_HELD = 64L << 20;
    /** A line is held in memory more than once while it is cut out, and other components want some, too. */
    private static final int MOST_OF_MEMORY = 8;

    /** @throws IllegalArgumentException with a message that names the field */
    static TailSettings from(PropertyContext context) {
        LineSettings lines = LineSettings.from(context);
        boolean spool = TailProperties.SPOOL.equals(text(context, TailProperties.MODE));
        TailLimits limits = limits(context);
        if (!lines.passThrough() && limits.bytes() > MOST_HELD) {
            throw new IllegalArgumentException("Max Flow File Size is more than " + (MOST_HELD >> 20)
                    + " MB, and with lines parsed or joined a flow file is held in memory: make it smaller");
        }
        if (limits.recordBytes() > Runtime.getRuntime().maxMemory() / MOST_OF_MEMORY) {
            throw new IllegalArgumentException("Max Line Size is more than a " + MOST_OF_MEMORY + "th of NiFi's memory"
                    + " (java.arg -Xmx in bootstrap.conf), and a line is held in it as a whole: make it smaller");
        }
        boolean end = !spool && TailProperties.END.equals(text(context, TailProperties.START));
        TailPlan plan = new TailPlan(
                roots(context),
                lines.tailFramer(),
                limits,
                times(context),
                end ? TailPlan.Start.END : TailPlan.Start.BEGINNING,
                spool ? completion(context) : null,
                Integer.parseInt(text(context, TailProperties.MAX_FILES)),
                "true".equals(text(context, TailProperties.FOLLOW_LINKS)));
        return new TailSettings(plan, lines);
    }

    private static List<TailRoot> roots(PropertyContext context) {
        String excluded = text(context, TailProperties.EXCLUDE);
        List<String> exclude = excluded == null ? List.of() : FilePatterns.parse(excluded);
        List<TailRoot> roots = new ArrayList<>();
        for (String pattern : FilePatterns.parse(text(context, TailProperties.FILES))) {
            TailRoot root = TailRoot.parse(pattern);
            roots.add(new TailRoot(root.base(), root.include(), exclude, root.recursive()));
        }
        return roots;
    }

    private static TailLimits limits(PropertyContext context) {
        boolean cut = TailProperties.CUT.equals(text(context, TailProperties.OVERLONG));
        return TailLimits.defaults()
                .withBatch(
                        Integer.parseInt(text(context, TailProperties.MAX_LINES)),
                        bytes(context, TailProperties.MAX_BYTES))
                .withLinger(duration(context, TailProperties.LINGER))
                .withRecordBytes(
                        Math.toIntExact(Math.min(bytes(context, TailProperties.MAX_LINE), 1 << 30)),
                        cut ? TailLimits.Overlong.CUT : TailLimits.Overlong.WHOLE);
    }

    private static TailTimes times(PropertyContext context) {
        return TailTimes.defaults()
                .withRotationLinger(duration(context, TailProperties.ROTATION_LINGER))
                .withFlush(duration(context, LineProperties.FLUSH))
                .withSettle(duration(context, TailProperties.SETTLE))
                .withRetention(duration(context, TailProperties.RETENTION));
    }

    private static Completion completion(PropertyContext context) {
        return switch (text(context, TailProperties.COMPLETION)) {
            case TailProperties.MOVE -> new Completion.Move(Path.of(text(context, TailProperties.COMPLETED_DIRECTORY)));
            case TailProperties.DELETE -> new Completion.Delete();
            default -> new Completion.Suffix(text(context, TailProperties.SUFFIX));
        };
    }

    private static String text(PropertyContext context, PropertyDescriptor field) {
        return value(context, field).getValue();
    }

    private static Duration duration(PropertyContext context, PropertyDescriptor field) {
        return Duration.ofMillis(value(context, field).asTimePeriod(TimeUnit.MILLISECONDS));
    }

    private static long bytes(PropertyContext context, PropertyDescriptor field) {
        return value(context, field).asDataSize(DataUnit.B).longValue();
    }

    private static PropertyValue value(PropertyContext context, PropertyDescriptor field) {
        PropertyValue value = context.getProperty(field);
        return field.isExpressionLanguageSupported() ? value.evaluateAttributeExpressions() : value;
    }
}
