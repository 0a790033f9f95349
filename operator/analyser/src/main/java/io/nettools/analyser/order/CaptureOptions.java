package io.nettools.analyser.order;

import java.util.Optional;

/**
 * What tcpdump captures, when it has enough, and how much of it is shown.
 *
 * @param networkInterface tcpdump's {@code -i}: a name or {@code any}
 * @param filter pcap-filter(7) expression, empty for all packets
 * @param snapLength bytes kept of each packet, tcpdump's {@code -s}
 * @param maxPackets capture ends with exactly this many
 * @param maxBytes capture ends before the file would grow beyond this by more than one packet
 * @param excerpt so many packet lines in tcpdump's wording
 */
public record CaptureOptions(
        String networkInterface, String filter, int snapLength, long maxPackets, long maxBytes, int excerpt) {
    private static final String LOOPBACK = "lo";

    /** The interface whose path is to be followed; empty when all are captured, or only loopback, which leads nowhere. */
    public Optional<String> pathInterface() {
        return Optional.of(networkInterface).filter(name -> !name.equals(InterfaceName.ANY) && !name.equals(LOOPBACK));
    }

    /** The same with another filter. */
    public CaptureOptions filtering(String other) {
        return new CaptureOptions(networkInterface, other, snapLength, maxPackets, maxBytes, excerpt);
    }
}
