package io.nifistreaming.delta;

import java.util.Arrays;

/**
 * Which row of a merge's source decides each key, and what the table's rows say of it. Holds keys and sequences as
 * bytes, and no rows: those are read again. Pure, and for one thread.
 */
final class SourceIndex {
    static final int NONE = -1;

    private static final int HINT = 8;

    private static final int DELETE = 1;
    private static final int MATCHED = 2;
    /** The table holds the key as new as this, or newer. */
    private static final int LOST = 4;
    /** Nothing tells which is newer: whether anything changes depends on the rows themselves. */
    private static final int EVEN = 8;

    private static final int SEVERAL = 16;
    private static final int SAME = 32;
    private static final int WRITTEN = 64;
    private static final int LATE = 128;

    /** What a row is among those of its key. */
    enum Rank {
        FIRST,
        NEWER,
        OLDER,
        /** As new as another, and the same. */
        SAME,
        /** As new as another, and not the same. */
        TIED
    }

    private final MergePlan.Ties ties;
    private final boolean sequenced;
    private final ByteArena arena = new ByteArena();
    private long[] slots = new long[1 << 10];
    /** A few bits for each slot: most rows of a table have no key of the source, and small memory says so fast. */
    private long[] hints = new long[slots.length * HINT / Long.SIZE];

    private long[] keys = new long[512];
    private long[] sequences = new long[512];
    private long[] ordinals = new long[512];
    private long[] contents = new long[512];
    private byte[] flags = new byte[512];
    private int size;

    /** @param sequenced whether rows have a sequence */
    SourceIndex(MergePlan.Ties ties, boolean sequenced) {
        this.ties = ties;
        this.sequenced = sequenced;
    }

    int size() {
        return size;
    }

    /** What it takes of memory. */
    long bytes() {
        return arena.bytes()
                + (long) (slots.length + hints.length) * Long.BYTES
                + (long) keys.length * (4 * Long.BYTES + 1);
    }

    /**
     * Takes in a row.
     *
     * @param sequence ignored where rows have none
     * @param content a hash of the row
     * @param ordinal of the row in the source, which ascends
     */
    Rank offer(OrderedBytes key, OrderedBytes sequence, boolean delete, long content, long ordinal) {
        long hash = Bytes.hash(key.array(), 0, key.length());
        int slot = slot(key, hash);
        if (slots[slot] == 0) {
            add(slot, hash, key, sequence);
            decide(size - 1, delete, content, ordinal);
            return Rank.FIRST;
        }
        int entry = entry(slots[slot]);
        int order = sequenced ? -arena.compare(sequences[entry], sequence.array(), sequence.length()) : 0;
        if (order < 0) {
            return Rank.OLDER;
        }
        if (order == 0 && isSame(entry, delete, content)) {
            return Rank.SAME;
        }
        if (order > 0 || ties == MergePlan.Ties.LAST_WINS) {
            if (sequenced) {
                sequences[entry] = arena.replace(sequences[entry], sequence.array(), sequence.length());
            }
            decide(entry, delete, content, ordinal);
        }
        return order > 0 ? Rank.NEWER : Rank.TIED;
    }

    private boolean isSame(int entry, boolean delete, long content) {
        return isDelete(entry) == delete && (delete || contents[entry] == content);
    }

    private void decide(int entry, boolean delete, long content, long ordinal) {
        flags[entry] = (byte) (delete ? DELETE : 0);
        contents[entry] = content;
        ordinals[entry] = ordinal;
    }

    /** The entry of the key; {@link #NONE} if the source does not have it. */
    int find(OrderedBytes key) {
        long hash = Bytes.hash(key.array(), 0, key.length());
        long hint = hint(hash);
        boolean hinted = (hints[(int) (hint >>> 6)] & 1L << hint) != 0;
        return hinted ? entry(slots[slot(key, hash)]) : NONE;
    }

    private long hint(long hash) {
        return (hash >>> 8) & (long) hints.length * Long.SIZE - 1;
    }

    private void addHint(long hash) {
        long hint = hint(hash);
        hints[(int) (hint >>> 6)] |= 1L << hint;
    }

    /** Whether a row was refused because another one of its key is as new, and not the same. */
    boolean isTied(int entry, OrderedBytes sequence, boolean delete, long content) {
        return ties == MergePlan.Ties.REJECT
                && (!sequenced || arena.compare(sequences[entry], sequence.array(), sequence.length()) == 0)
                && !isSame(entry, delete, content);
    }

    /** If it decides, that row is older than what the table has, where no sequence tells. */
    void late(int entry, long ordinal) {
        if (ordinals[entry] == ordinal) {
            set(entry, LATE);
        }
    }

    /**
     * The table has a row with the key.
     *
     * @param sequence of that row; null if it has none, and so is older than whatever has one
     */
    void meet(int entry, OrderedBytes sequence) {
        set(entry, is(entry, MATCHED) ? SEVERAL : MATCHED);
        if (!sequenced) {
            set(entry, is(entry, LATE) ? LOST : EVEN);
        } else if (sequence != null) {
            int order = arena.compare(sequences[entry], sequence.array(), sequence.length());
            if (order < 0 || order == 0 && ties == MergePlan.Ties.REJECT) {
                set(entry, LOST);
            } else if (order == 0) {
                set(entry, EVEN);
            }
        }
    }

    /** Whether the table's rows of the key are to give way. */
    boolean wins(int entry) {
        return (flags[entry] & (LOST | SAME)) == 0;
    }

    /** Whether only the rows themselves tell if anything changes. */
    boolean isEven(int entry) {
        return is(entry, EVEN) && !is(entry, SEVERAL);
    }

    /** The table's row says the same, and stays. */
    void same(int entry) {
        set(entry, SAME);
    }

    boolean isDelete(int entry) {
        return is(entry, DELETE);
    }

    boolean isMatched(int entry) {
        return is(entry, MATCHED);
    }

    /** Its row is in a data file now. */
    void written(int entry) {
        set(entry, WRITTEN);
    }

    boolean isWritten(int entry) {
        return is(entry, WRITTEN);
    }

    /** As {@link OrderedBytes} has it. */
    byte[] sequence(int entry) {
        return arena.get(sequences[entry]);
    }

    long ordinal(int entry) {
        return ordinals[entry];
    }

    long content(int entry) {
        return contents[entry];
    }

    /** Where the keys are kept in {@link #arena()}, in their order. */
    long[] sortedKeys() {
        return arena.sorted(Arrays.copyOf(keys, size));
    }

    ByteArena arena() {
        return arena;
    }

    private boolean is(int entry, int flag) {
        return (flags[entry] & flag) != 0;
    }

    private void set(int entry, int flag) {
        flags[entry] |= (byte) flag;
    }

    /** Where the key is, or is to be. */
    private int slot(OrderedBytes key, long hash) {
        int mask = slots.length - 1;
        int slot = (int) hash & mask;
        int tag = (int) (hash >>> Integer.SIZE);
        while (slots[slot] != 0
                && ((int) (slots[slot] >>> Integer.SIZE) != tag
                        || !arena.isEqual(keys[entry(slots[slot])], key.array(), key.length()))) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private static int entry(long slot) {
        return (int) slot - 1;
    }

    private void add(int slot, long hash, OrderedBytes key, OrderedBytes sequence) {
        if (size == keys.length) {
            grow();
        }
        keys[size] = arena.add(key.array(), key.length());
        if (sequenced) {
            sequences[size] = arena.add(sequence.array(), sequence.length());
        }
        size++;
        slots[slot] = hash >>> Integer.SIZE << Integer.SIZE | size;
        addHint(hash);
        if (size > slots.length / 2) {
            rehash();
        }
    }

    private void grow() {
        int more = keys.length + (keys.length >> 1);
        keys = Arrays.copyOf(keys, more);
        sequences = Arrays.copyOf(sequences, more);
        ordinals = Arrays.copyOf(ordinals, more);
        contents = Arrays.copyOf(contents, more);
        flags = Arrays.copyOf(flags, more);
    }

    /** The upper half of a hash is kept in its slot; the lower one is made of the key again. */
    private void rehash() {
        long[] before = slots;
        slots = new long[before.length * 2];
        hints = new long[slots.length * HINT / Long.SIZE];
        int mask = slots.length - 1;
        for (long each : before) {
            if (each != 0) {
                long hash = arena.hash(keys[entry(each)]);
                addHint(hash);
                int slot = (int) hash & mask;
                while (slots[slot] != 0) {
                    slot = slot + 1 & mask;
                }
                slots[slot] = each;
            }
        }
    }
}
