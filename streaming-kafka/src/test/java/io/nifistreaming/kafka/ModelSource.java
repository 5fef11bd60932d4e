package io.nifistreaming.kafka;

import io.nifistreaming.origin.OriginKind;
import io.nifistreaming.origin.Range;
import io.nifistreaming.origin.SourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A source of the model: what it holds, cut into flow files in ever other ways. */
final class ModelSource {
    private final SourceId id;
    private final Random random;
    private final List<String> lines = new ArrayList<>();
    private final List<Long> starts = new ArrayList<>();
    private int flowFiles;

    ModelSource(OriginKind kind, String name, int count, Random random) {
        this.id = new SourceId(kind, name, 0);
        this.random = random;
        long position = 0;
        for (int index = 0; index < count; index++) {
            boolean large = random.nextInt(15) == 0;
            String line = name + "-" + index + (large ? ModelNifi.TOO_LARGE : "z".repeat(random.nextInt(4)));
            lines.add(line);
            starts.add(position);
            position += kind == OriginKind.FILE ? line.length() + 1 : 1;
        }
        starts.add(position);
    }

    /** All of it, cut anew, with replays of parts, clones, children and content that its origin does not fit. */
    List<ModelFlowFile> emit() {
        List<ModelFlowFile> emitted = new ArrayList<>(cut(0, lines.size()));
        while (random.nextBoolean()) {
            int from = random.nextInt(lines.size());
            emitted.addAll(cut(from, from + 1 + random.nextInt(lines.size() - from)));
        }
        List<ModelFlowFile> more = new ArrayList<>();
        for (ModelFlowFile one : emitted) {
            switch (random.nextInt(8)) {
                case 0 -> more.add(ModelFlowFile.trusted(uuid(), one.lineage(), one.lines(), one.identities()));
                case 1 -> more.add(child(one));
                case 2 -> more.add(misfit(one));
                default -> {}
            }
        }
        emitted.addAll(more);
        return emitted;
    }

    private List<ModelFlowFile> cut(int from, int to) {
        List<ModelFlowFile> pieces = new ArrayList<>();
        int first = from;
        while (first < to) {
            int next = Math.min(to, first + 1 + random.nextInt(8));
            List<String> identities = new ArrayList<>();
            for (int index = first; index < next; index++) {
                identities.add(id + "@" + starts.get(index));
            }
            Lineage lineage = new Lineage(id, new Range(starts.get(first), starts.get(next)));
            pieces.add(ModelFlowFile.trusted(uuid(), lineage, lines.subList(first, next), identities));
            first = next;
        }
        return pieces;
    }

    /** A split child: the attributes are there, but checksum and size don't fit, so its origin is not trusted. */
    private ModelFlowFile child(ModelFlowFile parent) {
        String uuid = uuid();
        int to = 1 + random.nextInt(parent.lines().size());
        return ModelFlowFile.own(uuid, Lineage.ofFlowFile(uuid), parent.lines().subList(0, to));
    }

    /** The content fits its checksum, but holds other records than the range tells of. */
    private ModelFlowFile misfit(ModelFlowFile other) {
        List<String> lines = new ArrayList<>(other.lines());
        lines.add("one-too-many");
        return ModelFlowFile.own(uuid(), other.lineage(), lines);
    }

    private String uuid() {
        return id.id() + "-ff-" + flowFiles++;
    }
}
