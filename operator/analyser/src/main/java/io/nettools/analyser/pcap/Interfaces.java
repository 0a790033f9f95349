package io.nettools.analyser.pcap;

import java.util.ArrayList;
import java.util.List;

/** The interfaces of a section, numbered in the order of their descriptions. */
final class Interfaces {
    /** Limit for interfaces; no real capture has more. */
    private static final int MOST = 4096;

    private final List<InterfaceDescription> descriptions = new ArrayList<>();

    void clear() {
        descriptions.clear();
    }

    void add(InterfaceDescription description) {
        if (descriptions.size() < MOST) {
            descriptions.add(description);
        }
    }

    boolean has(int number) {
        return number >= 0 && number < descriptions.size();
    }

    /** @param number for which {@link #has} is true */
    InterfaceDescription of(int number) {
        return descriptions.get(number);
    }
}
