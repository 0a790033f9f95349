package io.nettools.analyser;

import io.nettools.analyser.packet.InterfaceCounts;
import io.nettools.analyser.packet.Packet;
import io.nettools.analyser.packet.Stage;
import io.nettools.analyser.report.Report;
import java.util.Map;

/** Counts all packets, whatever they are. */
final class Totals implements Stage {
    private final InterfaceCounts interfaces = new InterfaceCounts();
    private long packets;
    private long bytes;
    private long loopbackPackets;
    private long brokenPackets;
    private long firstMicros;
    private long lastMicros;

    @Override
    public void accept(Packet packet) {
        firstMicros = packets == 0 ? packet.micros() : firstMicros;
        lastMicros = packet.micros();
        packets++;
        interfaces.accept(packet);
        bytes += packet.wireLength();
        loopbackPackets += packet.frame().loopback() ? 1 : 0;
        brokenPackets += packet.datagram().broken() ? 1 : 0;
    }

    long packets() {
        return packets;
    }

    /** How much was captured; the namespace is not known here. */
    Report.Extent extent() {
        return new Report.Extent("", packets, bytes, loopbackPackets, firstMicros, lastMicros);
    }

    /** Number of an interface, as in the capture, to its packets. */
    Map<Integer, Long> packetsPerInterface() {
        return interfaces.counts();
    }

    /** Packets whose IP header was captured and makes no sense. */
    long brokenPackets() {
        return brokenPackets;
    }

    long firstMicros() {
        return firstMicros;
    }

    long lastMicros() {
        return lastMicros;
    }
}
