package io.nifistreaming.delta;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * How rows are merged into a table: each replaces the row with its key, deletes it, or is added.
 *
 * @param keys columns whose values together name a row; the first should be the one that narrows down most
 * @param sequence the column that tells which of two rows with one key is newer; without it, whatever comes later is
 * @param softDelete the column that is true in a deleted row, which then stays; without it, deleted rows go
 * @param indexBytes of memory that the keys of one version may take
 * @param writing everything that merging shares with appending
 */
public record MergePlan(
        List<String> keys,
        Optional<String> sequence,
        Optional<String> softDelete,
        Ties ties,
        long indexBytes,
        AppendPlan writing) {
    /** What becomes of rows with one key of which none is newer, and which are not the same. */
    public enum Ties {
        /** The one that comes last in its origin stays. */
        LAST_WINS,
        /** The first one stays; the others are invalid, or without effect if the first is in the table already. */
        REJECT
    }

    public MergePlan {
        keys = List.copyOf(keys);
        Objects.requireNonNull(sequence, "sequence");
        Objects.requireNonNull(softDelete, "softDelete");
        Objects.requireNonNull(ties, "ties");
        Objects.requireNonNull(writing, "writing");
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("A merge needs at least one key column: name what tells rows apart");
        }
        if (indexBytes < 1) {
            throw new IllegalArgumentException("The memory for keys is at least 1 byte");
        }
        List<String> special = new ArrayList<>(keys);
        sequence.ifPresent(special::add);
        softDelete.ifPresent(special::add);
        long different = special.stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .distinct()
                .count();
        if (different < special.size()) {
            throw new IllegalArgumentException("Keys, sequence and soft delete are different columns, unlike " + special
                    + ": a row's name can't change with its version");
        }
    }

    /** Without sequence and soft delete; the last row of a key wins. */
    public static MergePlan of(AppendPlan writing, String... keys) {
        return new MergePlan(List.of(keys), Optional.empty(), Optional.empty(), Ties.LAST_WINS, 256L << 20, writing);
    }

    public MergePlan withSequence(String column) {
        return new MergePlan(keys, Optional.of(column), softDelete, ties, indexBytes, writing);
    }

    public MergePlan withSoftDelete(String column) {
        return new MergePlan(keys, sequence, Optional.of(column), ties, indexBytes, writing);
    }

    public MergePlan withTies(Ties other) {
        return new MergePlan(keys, sequence, softDelete, other, indexBytes, writing);
    }

    public MergePlan withIndexBytes(long bytes) {
        return new MergePlan(keys, sequence, softDelete, ties, bytes, writing);
    }

    public MergePlan withWriting(AppendPlan other) {
        return new MergePlan(keys, sequence, softDelete, ties, indexBytes, other);
    }
}
