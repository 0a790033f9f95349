package io.nettools.analyser;

import io.nettools.analyser.packet.Packet;
import io.nettools.analyser.packet.Stage;

/** Counts all packets, whatever they are. */
final class Totals implements Stage {
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
        bytes += packet.wireLength();
        loopbackPackets += packet.frame().loopback() ? 1 : 0;
        brokenPackets += packet.datagram().broken() ? 1 : 0;
    }

    long packets() {
        return packets;
    }

    long bytes() {
        return bytes;
    }

    long loopbackPackets() {
        return loopbackPackets;
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
