package io.nettools.analyser.packet;

import java.util.Map;
import java.util.TreeMap;

/** Counts the packets of each interface. */
public final class InterfaceCounts implements Stage {
    /** More interfaces than these are counted together, as -1. */
    public static final int MOST = 256;

    private static final int OTHERS = -1;

    private final Map<Integer, long[]> counts = new TreeMap<>();
    private int index;
    private long[] current;

    @Override
    public void accept(Packet packet) {
        int next = packet.frame().interfaceIndex();
        if (current == null || next != index) {
            index = next;
            boolean room = counts.size() < MOST || counts.containsKey(next);
            current = counts.computeIfAbsent(room ? next : OTHERS, added -> new long[1]);
        }
        current[0]++;
    }

    /** Number of an interface, as in the capture, to its packets; a capture that does not say has only 0. */
    public Map<Integer, Long> counts() {
        Map<Integer, Long> all = new TreeMap<>();
        counts.forEach((interfaceIndex, count) -> all.put(interfaceIndex, count[0]));
        return all;
    }
}
