package io.nettools.analyser.dns;

import io.nettools.analyser.packet.Address;
import io.nettools.analyser.packet.Datagram;
import io.nettools.analyser.packet.Packet;
import java.util.Comparator;

/**
 * Address and port of one end. It is comparable, so that a hash map stays fast when somebody forges ends with colliding
 * hashes.
 */
record Endpoint(int version, long high, long low, int port) implements Comparable<Endpoint> {
    private static final Comparator<Endpoint> ORDER = Comparator.comparingInt(Endpoint::version)
            .thenComparingLong(Endpoint::high)
            .thenComparingLong(Endpoint::low)
            .thenComparingInt(Endpoint::port);

    static Endpoint source(Packet packet) {
        Datagram datagram = packet.datagram();
        return new Endpoint(datagram.version(), datagram.sourceHigh(), datagram.sourceLow(), packet.sourcePort());
    }

    static Endpoint destination(Packet packet) {
        Datagram datagram = packet.datagram();
        return new Endpoint(
                datagram.version(), datagram.destinationHigh(), datagram.destinationLow(), packet.destinationPort());
    }

    /** The same address without a port. */
    Endpoint host() {
        return new Endpoint(version, high, low, 0);
    }

    /** The text, as in {@link io.nettools.analyser.report.Flow}. */
    String text() {
        String address = Address.text(version, high, low);
        return version == 6 ? "[" + address + "]:" + port : address + ":" + port;
    }

    @Override
    public int compareTo(Endpoint other) {
        return ORDER.compare(this, other);
    }
}
