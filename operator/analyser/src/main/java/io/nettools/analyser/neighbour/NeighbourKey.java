package io.nettools.analyser.neighbour;

import io.nettools.analyser.packet.Address;
import java.util.Comparator;

/** An IP address on an interface. */
record NeighbourKey(int interfaceIndex, int version, long high, long low) implements Comparable<NeighbourKey> {
    private static final Comparator<NeighbourKey> ORDER = Comparator.comparingInt(NeighbourKey::interfaceIndex)
            .thenComparingInt(NeighbourKey::version)
            .thenComparing(NeighbourKey::high, Long::compareUnsigned)
            .thenComparing(NeighbourKey::low, Long::compareUnsigned);

    String address() {
        return Address.text(version, high, low);
    }

    @Override
    public int compareTo(NeighbourKey other) {
        return ORDER.compare(this, other);
    }
}
