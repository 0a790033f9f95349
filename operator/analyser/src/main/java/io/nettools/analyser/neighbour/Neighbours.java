package io.nettools.analyser.neighbour;

import io.nettools.analyser.packet.Bytes;
import io.nettools.analyser.packet.Datagram;
import io.nettools.analyser.packet.Frame;
import io.nettools.analyser.packet.Packet;
import io.nettools.analyser.packet.Stage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Follows the requests for neighbours and their answers. The number of addresses is bounded: the one that was used
 * least recently is dropped.
 *
 * <pre>
 * ARP   0 hardware | 2 protocol | 4 hardware length | 5 protocol length | 6 operation | 8 sender MAC | 14 sender
 *       18 target MAC | 24 target
 * ND    0 type | 1 code | 4 flags | 8 target | 24 options: 0 type | 1 length / 8 | 2 MAC
 * </pre>
 */
public final class Neighbours implements Stage {
    /** Limit for addresses. */
    public static final int CAPACITY = 1024;

    private static final int ETHERNET_IP4 = 0x0800_0604;
    private static final int ARP_LENGTH = 28;
    private static final int REQUEST = 1;
    private static final int REPLY = 2;

    private static final int SOLICITATION = 135;
    private static final int ADVERTISEMENT = 136;
    private static final int ND_LENGTH = 24;
    private static final int ND_TARGET = 8;
    private static final int SOURCE_MAC = 1;
    private static final int TARGET_MAC = 2;
    /** Hop limit of packets from the link (RFC 4861 §7.1). Packets with a lower one may come from outside. */
    private static final int ON_LINK = 255;

    private final Map<NeighbourKey, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
    private long forgotten;

    @Override
    public void accept(Packet packet) {
        if (packet.etherType() == Frame.ARP) {
            acceptArp(packet);
        } else if (packet.datagram().protocol() == Datagram.ICMP6
                && packet.datagram().version() == 6) {
            acceptDiscovery(packet);
        }
    }

    private void acceptArp(Packet packet) {
        Bytes bytes = packet.bytes();
        int at = packet.payload();
        if (!bytes.has(at, ARP_LENGTH) || bytes.i32(at + 2) != ETHERNET_IP4) {
            return;
        }
        int operation = bytes.u16(at + 6);
        long senderMac = mac(bytes, at + 8);
        long sender = bytes.u32(at + 14);
        long target = bytes.u32(at + 24);
        if (operation == REQUEST && sender != 0 && sender != target) {
            entry(packet, 4, 0, target).ask(new Entry.Asker(4, 0, sender), packet.micros());
        }
        if ((operation == REQUEST || operation == REPLY) && sender != 0) {
            entry(packet, 4, 0, sender).claim(packet.micros(), senderMac);
        }
    }

    private void acceptDiscovery(Packet packet) {
        Bytes bytes = packet.bytes();
        int at = packet.datagram().payload();
        if (!bytes.has(at, ND_LENGTH) || !packet.whole() || packet.datagram().hopLimit() != ON_LINK) {
            return;
        }
        switch (bytes.u8(at)) {
            case SOLICITATION -> solicit(packet, at);
            case ADVERTISEMENT ->
                entry(packet, 6, bytes.i64(at + ND_TARGET), bytes.i64(at + ND_TARGET + 8))
                        .claim(packet.micros(), option(packet, at + ND_LENGTH, TARGET_MAC));
            default -> {
                return;
            }
        }
    }

    private void solicit(Packet packet, int at) {
        long sourceHigh = packet.datagram().sourceHigh();
        long sourceLow = packet.datagram().sourceLow();
        long targetHigh = packet.bytes().i64(at + ND_TARGET);
        long targetLow = packet.bytes().i64(at + ND_TARGET + 8);
        if (sourceHigh == 0 && sourceLow == 0) {
            return;
        }
        entry(packet, 6, targetHigh, targetLow).ask(new Entry.Asker(6, sourceHigh, sourceLow), packet.micros());
        long mac = option(packet, at + ND_LENGTH, SOURCE_MAC);
        if (mac != Entry.NO_MAC) {
            entry(packet, 6, sourceHigh, sourceLow).claim(packet.micros(), mac);
        }
    }

    /** The link-layer address in an option, if it is the first or second one. */
    private static long option(Packet packet, int from, int type) {
        Bytes bytes = packet.bytes();
        int at = bytes.u8(from) == type ? from : from + bytes.u8(from + 1) * 8;
        boolean there = at + 8 <= packet.datagram().capturedEnd() && bytes.u8(at) == type && bytes.u8(at + 1) == 1;
        return there ? mac(bytes, at + 2) : Entry.NO_MAC;
    }

    private static long mac(Bytes bytes, int at) {
        return (long) bytes.u16(at) << 32 | bytes.u32(at + 2);
    }

    private Entry entry(Packet packet, int version, long high, long low) {
        NeighbourKey key = new NeighbourKey(packet.frame().interfaceIndex(), version, high, low);
        Entry known = entries.get(key);
        if (known != null) {
            return known;
        }
        if (entries.size() == CAPACITY) {
            entries.remove(entries.keySet().iterator().next());
            forgotten++;
        }
        Entry fresh = new Entry();
        entries.put(key, fresh);
        return fresh;
    }

    /** All addresses, in the order of interfaces and addresses. */
    public List<Neighbour> all() {
        return entries.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getValue().neighbour(entry.getKey()))
                .toList();
    }

    /** Number of addresses that were dropped for others. */
    public long forgotten() {
        return forgotten;
    }
}
