package io.nifistreaming.delta;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which files are put together: of one partition, and such as came one after the other. Pure. */
final class FileBins {
    static final String ORDER_TAG = "nifi-streaming.order";
    /** So many files of the target's size are put in order together. */
    private static final int ORDERED_FILES = 16;

    private FileBins() {}

    static List<List<TableFile>> of(List<TableFile> files, CompactionPlan plan) {
        Map<Map<String, String>, List<TableFile>> byPartition = new LinkedHashMap<>();
        for (TableFile file : files) {
            if (isCandidate(file, plan)) {
                byPartition
                        .computeIfAbsent(file.partition(), fresh -> new ArrayList<>())
                        .add(file);
            }
        }
        List<List<TableFile>> bins = new ArrayList<>();
        byPartition.values().forEach(each -> bins.addAll(packed(each, plan)));
        return bins;
    }

    private static boolean isCandidate(TableFile file, CompactionPlan plan) {
        return file.bytes() < plan.smallBytes() || !isOrdered(file, plan);
    }

    private static boolean isOrdered(TableFile file, CompactionPlan plan) {
        Map<String, String> tags = file.added().getTags();
        return plan.order() == CompactionPlan.Order.NONE
                || tags != null && plan.orderTag().equals(tags.get(ORDER_TAG));
    }

    private static List<List<TableFile>> packed(List<TableFile> files, CompactionPlan plan) {
        List<TableFile> byAge = new ArrayList<>(files);
        byAge.sort(Comparator.comparing(TableFile::modifiedMillis).thenComparing(TableFile::path));
        long most = plan.order() == CompactionPlan.Order.NONE ? plan.targetBytes() : ORDERED_FILES * plan.targetBytes();
        List<List<TableFile>> bins = new ArrayList<>();
        List<TableFile> bin = new ArrayList<>();
        long bytes = 0;
        for (TableFile file : byAge) {
            if (!bin.isEmpty() && bytes + file.bytes() > most) {
                bins.add(bin);
                bin = new ArrayList<>();
                bytes = 0;
            }
            bin.add(file);
            bytes += file.bytes();
        }
        bins.add(bin);
        bins.removeIf(each -> each.size() < 2 && isOrdered(each.get(0), plan));
        return bins;
    }
}
