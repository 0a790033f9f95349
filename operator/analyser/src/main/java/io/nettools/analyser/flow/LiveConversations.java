package io.nettools.analyser.flow;

import io.nettools.analyser.packet.TwoEnds;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Conversations by their ends, the longest idle first. They are linked by themselves ({@link Entry}): a map of the JDK makes an object for each
 * and looks into those of others, which costs more than to read the packets where conversations are short.
 */
final class LiveConversations {
    private static final int BITS = 14;
    /** Most conversations that are searched one after the other. Only somebody who makes keys collide gets so many into one bucket. */
    private static final int MOST_ALIKE = 16;

    private final Entry[] buckets = new Entry[1 << BITS];
    /** Those whose bucket is full. */
    private final Map<TwoEnds, Entry> crowded = new TreeMap<>();

    private Entry eldest;
    private Entry youngest;
    private int size;

    /** The place of a conversation among the others. */
    abstract static class Entry {
        private final TwoEnds key;
        private int hash;
        private Entry sameBucket;
        private Entry older;
        private Entry younger;

        Entry(TwoEnds key) {
            this.key = key.copy();
        }

        TwoEnds key() {
            return key;
        }

        private Conversation conversation() {
            return (Conversation) this;
        }
    }

    int size() {
        return size;
    }

    /** The one that was silent for the longest time. */
    Conversation eldest() {
        return eldest.conversation();
    }

    /** Finds a conversation, which is now the last one used; null without one. */
    Conversation use(TwoEnds key) {
        int hash = key.hashCode();
        Entry entry = buckets[bucket(hash)];
        while (entry != null && !(entry.hash == hash && entry.key.equals(key))) {
            entry = entry.sameBucket;
        }
        entry = entry == null && !crowded.isEmpty() ? crowded.get(key) : entry;
        if (entry == null) {
            return null;
        }
        if (entry != youngest) {
            unlink(entry);
            append(entry);
        }
        return entry.conversation();
    }

    /** Adds a conversation whose ends have none. */
    void add(Entry entry) {
        entry.hash = entry.key.hashCode();
        int bucket = bucket(entry.hash);
        if (full(bucket)) {
            crowded.put(entry.key, entry);
        } else {
            entry.sameBucket = buckets[bucket];
            buckets[bucket] = entry;
        }
        append(entry);
        size++;
    }

    private boolean full(int bucket) {
        int alike = 0;
        for (Entry entry = buckets[bucket]; entry != null; entry = entry.sameBucket) {
            alike++;
        }
        return alike >= MOST_ALIKE;
    }

    void remove(Entry entry) {
        int bucket = bucket(entry.hash);
        Entry before = null;
        Entry at = buckets[bucket];
        while (at != null && at != entry) {
            before = at;
            at = at.sameBucket;
        }
        if (at == null) {
            crowded.remove(entry.key);
        } else if (before == null) {
            buckets[bucket] = entry.sameBucket;
        } else {
            before.sameBucket = entry.sameBucket;
        }
        entry.sameBucket = null;
        unlink(entry);
        size--;
    }

    private void append(Entry entry) {
        entry.older = youngest;
        if (youngest == null) {
            eldest = entry;
        } else {
            youngest.younger = entry;
        }
        youngest = entry;
    }

    private void unlink(Entry entry) {
        if (entry.older == null) {
            eldest = entry.younger;
        } else {
            entry.older.younger = entry.younger;
        }
        if (entry.younger == null) {
            youngest = entry.older;
        } else {
            entry.younger.older = entry.older;
        }
        entry.older = null;
        entry.younger = null;
    }

    private static int bucket(int hash) {
        return hash >>> (Integer.SIZE - BITS);
    }

    /** All, the longest idle first. */
    Stream<Conversation> stream() {
        return Stream.iterate(eldest, Objects::nonNull, entry -> entry.younger).map(Entry::conversation);
    }
}
