package io.nettools.analyser.fragment;

import io.nettools.analyser.packet.Packet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Reassembles fragments. It waits for a bounded number of datagrams with a bounded number of bytes, for as long as
 * Linux does. Beyond the bounds the datagram that has waited longest is dropped. Of overlapping IPv4 fragments the
 * first one to come counts; an IPv6 datagram with overlapping fragments is refused.
 */
public final class Reassembly {
    /** Limit for waiting datagrams. */
    public static final int MOST_DATAGRAMS = 256;
    /** Approximate limit for their memory, bytes. */
    public static final int MOST_BYTES = 1 << 20;

    /** Longest wait for fragments of IPv4, µs: IP_FRAG_TIME of Linux' include/net/ip.h. */
    private static final long PATIENCE_IP4 = 30_000_000;
    /** Longest wait for fragments of IPv6, µs (RFC 8200 §4.5). */
    private static final long PATIENCE_IP6 = 60_000_000;
    /**
     * Longest time between copies of a fragment on its path through one machine, µs. Later the identification may be
     * reused.
     */
    private static final long COPIES = 1_000_000;

    private final Predicate<Packet> hidden;
    private final Map<FragmentKey, PartialDatagram> waiting = new LinkedHashMap<>();
    private int bytes;
    private long assembled;
    private long incomplete;
    private long refused;
    private long stray;

    /**
     * Creates a reassembly without fragments.
     *
     * @param hidden whether the conversation of a packet is known only from the whole datagram, since it is in a tunnel
     */
    public Reassembly(Predicate<Packet> hidden) {
        this.hidden = hidden;
    }

    /**
     * Adds a packet. If it is the last missing fragment, the packet becomes the whole datagram.
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
            assembled++;
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

    /** Number of datagrams that wait, and of those kept to recognise copies. */
    int waiting() {
        return waiting.size();
    }

    /** Approximate memory in use, bytes. */
    int bytes() {
        return bytes;
    }

    /** Number of datagrams with all fragments. */
    public long assembled() {
        return assembled;
    }

    /** Number of datagrams with missing fragments. */
    public long incomplete() {
        return incomplete
                + waiting.values().stream()
                        .filter(datagram -> datagram.state() == PartialDatagram.State.Open)
                        .count();
    }

    /** Number of datagrams whose fragments overlap or contradict each other. */
    public long refused() {
        return refused;
    }

    /** Number of fragments whose conversation is unknown. */
    public long stray() {
        return stray
                + waiting.values().stream()
                        .mapToInt(PartialDatagram::heldFrames)
                        .sum();
    }

    /** Notes on fragments that limit the report. */
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
