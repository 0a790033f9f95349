package io.nettools.analyser.flow;

import io.nettools.analyser.packet.Datagram;
import io.nettools.analyser.packet.Packet;
import io.nettools.analyser.packet.Side;
import io.nettools.analyser.packet.Stage;
import io.nettools.analyser.packet.TwoEnds;
import io.nettools.analyser.report.Flow;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Finds the conversation of each packet. It holds a bounded number: the one that was silent for the longest time gives
 * way to a new one, and of those that gave way the top ones are still reported. So a flood of forged packets costs no
 * memory and does not hide what mattered.
 */
public final class FlowTable implements Stage {
    /**
     * A table full of open TCP connections takes about 12 MB of heap: 8 MB hold TCP state. A flood of SYNs takes as much.
     */
    public static final int CAPACITY = 10_000;

    /** Ends of connections that never worked, or were cut off. */
    private static final Set<Flow.End> FAILED =
            EnumSet.of(Flow.End.Unanswered, Flow.End.Refused, Flow.End.HalfOpen, Flow.End.Reset);

    private static final Comparator<Conversation> BY_PACKETS = Comparator.comparingLong(Conversation::packets);

    private final int reported;
    private final Consumer<Conversation> observer;
    private final TwoEnds key = new TwoEnds();
    private final LiveConversations live = new LiveConversations();
    /** The top of those no longer in the table, smallest first. */
    private final PriorityQueue<Conversation> gone = new PriorityQueue<>(BY_PACKETS);
    /**
     * One that nobody remembers, for the next to take its memory: where each is short, to make and to collect their many
     * objects costs more than to read the packets. Null without one.
     */
    private Conversation spare;

    private final Map<Flow.End, Long> ends = new EnumMap<>(Flow.End.class);
    private long count;
    private long evicted;
    private final TwoEnds quotedKey = new TwoEnds();
    private Conversation current;
    private Conversation last;
    private Side sender = Side.Client;

    /** A table without an observer. */
    public FlowTable(int reported) {
        this(reported, conversation -> {});
    }

    /**
     * A table whose {@link #top} gives {@code reported} conversations at most.
     *
     * @param observer receives each conversation that leaves the table
     */
    public FlowTable(int reported, Consumer<Conversation> observer) {
        this.reported = reported;
        this.observer = observer;
    }

    @Override
    public void accept(Packet packet) {
        current = null;
        if (packet.datagram().version() == 0 || packet.frames() == 0) {
            return;
        }
        boolean fromLower = key.readLowerFirst(packet);
        current = find(packet, fromLower);
        sender = current.sender(fromLower);
        current.count(sender, packet.frames(), packet.frameBytes(), packet.micros());
    }

    private Conversation find(Packet packet, boolean fromLower) {
        // the last conversation is the most recent one in the table: to look it up again would change nothing
        Conversation known = last != null && last.key().equals(key) ? last : live.use(key);
        last = known;
        if (known != null && !known.succeededBy(packet, fromLower)) {
            return known;
        }
        if (known != null) {
            live.remove(known);
            retire(known);
        }
        if (live.size() == CAPACITY) {
            evictEldest();
        }
        Conversation fresh = fresh(packet, fromLower);
        live.add(fresh);
        last = fresh;
        count++;
        return fresh;
    }

    private Conversation fresh(Packet packet, boolean fromLower) {
        boolean clientIsLow = fromLower != Conversation.isAnswer(packet);
        Conversation again = spare;
        if (again == null || key.protocol() != Datagram.TCP) {
            return new Conversation(key, clientIsLow);
        }
        spare = null;
        again.become(key, clientIsLow);
        return again;
    }

    private void evictEldest() {
        Conversation eldest = live.eldest();
        live.remove(eldest);
        retire(eldest);
        evicted++;
    }

    private void retire(Conversation conversation) {
        observer.accept(conversation);
        ends.merge(conversation.end(), 1L, Long::sum);
        gone.add(conversation);
        if (gone.size() > reported) {
            Conversation forgotten = gone.remove();
            spare = forgotten.isTcp() ? forgotten : spare;
        }
    }

    /**
     * Does something with the conversation of a packet that did not pass here itself, such as one that is quoted.
     *
     * @return whether its conversation is in the table
     */
    boolean ifKnown(Packet packet, Step step) {
        if (packet.datagram().version() == 0 || packet.datagram().laterFragment()) {
            return false;
        }
        boolean fromLower = quotedKey.readLowerFirst(packet);
        Conversation known = live.use(quotedKey);
        if (known == null) {
            return false;
        }
        step.accept(packet, known, known.sender(fromLower));
        return true;
    }

    /**
     * The stage that hands each packet of a conversation, with its sender, to {@code step}; its place is behind this
     * stage. Of a datagram in fragments only the whole is handed on.
     */
    public Stage then(Step step) {
        return packet -> {
            if (current != null && packet.whole()) {
                step.accept(packet, current, sender);
            }
        };
    }

    /** What a protocol does with the packets of conversations. */
    @FunctionalInterface
    public interface Step {
        void accept(Packet packet, Conversation conversation, Side sender);
    }

    /** Conversations seen. */
    public long count() {
        return count;
    }

    /** How all conversations stand, to how many stand so. */
    public Map<Flow.End, Long> ends() {
        Map<Flow.End, Long> all = new EnumMap<>(Flow.End.class);
        all.putAll(ends);
        live.stream().forEach(conversation -> all.merge(conversation.end(), 1L, Long::sum));
        return all;
    }

    /**
     * The conversations to report: first those that failed, which have few packets, then those with the most packets.
     * Where so many failed that they would take more than half of the places, as in a flood, they come last.
     */
    public List<Flow> top() {
        List<Conversation> all = conversations().toList();
        List<Conversation> failed = all.stream()
                .filter(one -> FAILED.contains(one.end()))
                .limit(reported)
                .toList();
        boolean first = failed.size() <= reported / 2;
        return Stream.concat(
                        first ? failed.stream() : Stream.of(),
                        all.stream().filter(one -> !first || !FAILED.contains(one.end())))
                .limit(reported)
                .map(Conversation::flow)
                .toList();
    }

    /** All conversations that are remembered, those with the most packets first. */
    public Stream<Conversation> conversations() {
        return Stream.concat(gone.stream(), live.stream())
                .sorted(BY_PACKETS.reversed().thenComparing(Conversation::key));
    }

    /** The conversations in the table. */
    public Stream<Conversation> live() {
        return live.stream();
    }

    /** Sentences on what limits the answer. */
    public List<String> notes() {
        String tooMany = evicted + " conversations were dropped from the table of " + CAPACITY
                + ", the longest idle first; one that continued after that counts twice.";
        return evicted > 0 ? List.of(tooMany) : List.of();
    }
}
