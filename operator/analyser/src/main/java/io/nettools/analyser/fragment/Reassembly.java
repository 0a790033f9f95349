package io.nettools.analyser.fragment;

import io.nettools.analyser.packet.Packet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Puts fragments together. It waits for a bounded number of datagrams with a bounded number of bytes, for as long as Linux does; then the one
 * that has waited longest is given up. Of overlapping IPv4 fragments the first to come counts; with IPv6 nothing of such a datagram does.
 */
public final class Reassembly {
    /** Datagrams that are waited for at most. */
    public static final int MOST_DATAGRAMS = 256;
    /** Bytes of memory for them, about. */
    public static final int MOST_BYTES = 1 << 20;

    /** IP_FRAG_TIME of Linux' include/net/ip.h. */
    private static final long PATIENCE_IP4 = 30_000_000;
    /** RFC 8200 §4.5. */
    private static final long PATIENCE_IP6 = 60_000_000;
    /** A copy of a fragment, seen on the way through the same machine, comes at once; behind that the number may be used again. */
    private static final long COPIES = 1_000_000;

    private final Predicate<Packet> hidden;
    private final Map<FragmentKey, PartialDatagram> waiting = new LinkedHashMap<>();
    private int bytes;
    private long incomplete;
    private long refused;
    private long stray;

    /**
     * Nothing is waited for yet.
     *
     * @param hidden whether the conversation of a packet is known only when all of it is there, since it is in a tunnel
     */
    public Reassembly(Predicate<Packet> hidden) {
        this.hidden = hidden;
    }

    /**
     * Takes a packet's datagram; if it is the last missing fragment, the packet becomes the whole datagram.
     *
     * @return whether the packet is whole
     */
    public boolean accept(Packet packet) {
        if (!packet.datagram().fragment()) {
            return true;
        }
        FragmentKey key = FragmentKey.of(packet);
        giveUpLate(packet.micros());
        PartialDatagram datagram = waitingFor(key, packet.micros());
        int before = datagram.cost();
        PartialDatagram.State state = datagram.state();
        datagram.hold(packet);
        datagram.add(packet);
        refused += datagram.state() != state ? 1 : 0;
        boolean whole = datagram.complete();
        if (whole) {
            byte[] all = datagram.assemble();
            packet.assembled(all, all.length);
        } else {
            packet.partial();
        }
        bytes += datagram.cost() - before;
        count(packet, datagram, whole);
        makeRoom(datagram);
        return whole;
    }

    private void count(Packet packet, PartialDatagram datagram, boolean whole) {
        packet.counts(0, 0);
        if (datagram.known() && !whole) {
            datagram.name(packet);
        }
        if (whole || (datagram.known() && !hidden.test(packet))) {
            datagram.release(packet);
        }
    }

    private PartialDatagram waitingFor(FragmentKey key, long micros) {
        PartialDatagram known = waiting.get(key);
        if (known != null && !late(key, known, micros)) {
            return known;
        }
        if (known != null) {
            waiting.remove(key);
            giveUp(known);
        }
        PartialDatagram fresh = new PartialDatagram(micros);
        waiting.put(key, fresh);
        bytes += fresh.cost();
        return fresh;
    }

    private static boolean late(FragmentKey key, PartialDatagram datagram, long micros) {
        long patience = key.version() == 6 ? PATIENCE_IP6 : PATIENCE_IP4;
        boolean open = datagram.state() == PartialDatagram.State.Open;
        return micros - datagram.since() > (open ? patience : COPIES);
    }

    private void giveUpLate(long micros) {
        Iterator<Map.Entry<FragmentKey, PartialDatagram>> eldest =
                waiting.entrySet().iterator();
        while (eldest.hasNext()) {
            Map.Entry<FragmentKey, PartialDatagram> entry = eldest.next();
            if (!late(entry.getKey(), entry.getValue(), micros)) {
                return;
            }
            eldest.remove();
            giveUp(entry.getValue());
        }
    }

    private void makeRoom(PartialDatagram newest) {
        Iterator<PartialDatagram> eldest = waiting.values().iterator();
        while (waiting.size() > MOST_DATAGRAMS || bytes > MOST_BYTES) {
            PartialDatagram datagram = eldest.next();
            if (datagram != newest) {
                eldest.remove();
                giveUp(datagram);
            }
        }
    }

    private void giveUp(PartialDatagram datagram) {
        bytes -= datagram.cost();
        incomplete += datagram.state() == PartialDatagram.State.Open ? 1 : 0;
        stray += datagram.heldFrames();
    }

    /** Datagrams that are waited for, and those remembered for copies. */
    int waiting() {
        return waiting.size();
    }

    /** Bytes of memory in use, about. */
    int bytes() {
        return bytes;
    }

    /** Datagrams of which not all fragments have been seen. */
    public long incomplete() {
        return incomplete
                + waiting.values().stream()
                        .filter(datagram -> datagram.state() == PartialDatagram.State.Open)
                        .count();
    }

    /** Datagrams whose fragments contradict each other. */
    public long refused() {
        return refused;
    }

    /** Fragments whose conversation is not known. */
    public long stray() {
        return stray
                + waiting.values().stream()
                        .mapToInt(PartialDatagram::heldFrames)
                        .sum();
    }

    /** Sentences on what limits the answer. */
    public List<String> notes() {
        return Stream.of(
                        note(
                                incomplete(),
                                "fragmented datagrams were captured incompletely; their content is not read."),
                        note(
                                refused,
                                "fragmented datagrams were refused: their fragments overlap or contradict each other."),
                        note(
                                stray(),
                                "IP fragments belong to no conversation: the fragment with their ports was not"
                                        + " captured."))
                .flatMap(note -> note)
                .toList();
    }

    private static Stream<String> note(long count, String about) {
        return count > 0 ? Stream.of(count + " " + about) : Stream.empty();
    }
}
