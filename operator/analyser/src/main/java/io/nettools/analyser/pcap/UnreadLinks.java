package io.nettools.analyser.pcap;

import io.nettools.analyser.packet.LinkType;
import java.util.List;
import java.util.TreeSet;

/** Link types of a file that are not read. */
final class UnreadLinks {
    /** Limit for link types in notes. */
    private static final int MOST = 8;

    private final TreeSet<Integer> numbers = new TreeSet<>();

    /** @param number of the link type in the file */
    void add(LinkType link, int number) {
        if (link == LinkType.Unread && numbers.size() < MOST) {
            numbers.add(number);
        }
    }

    List<String> notes() {
        return numbers.stream()
                .map(number -> "Packets of link type " + number + " are counted but not read.")
                .toList();
    }
}
