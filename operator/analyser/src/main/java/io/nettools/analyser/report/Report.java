package io.nettools.analyser.report;

import java.util.List;
import java.util.Optional;

/**
 * What the analyser read out of a capture. Every text is printable ASCII; every list is bounded, most important first, and says how
 * many more there were.
 *
 * @param packets packets read from the capture file
 * @param bytes their length on the wire
 * @param loopbackPackets of those, seen on a loopback interface (which the kernel's receive counter counts twice)
 * @param firstMicros time of the first packet, µs since the epoch; 0 without packets
 * @param lastMicros time of the last packet, µs since the epoch; 0 without packets
 * @param flowCount conversations seen
 * @param flows the top conversations by packets
 * @param httpCount HTTP/1 exchanges seen
 * @param http the first HTTP/1 exchanges
 * @param conntrack connection tracking of the same time, when asked for
 * @param excerpt the first packets in tcpdump's wording
 * @param notes what limits the answer: evicted flows, a cut file, a link type that is not read
 */
public record Report(
        long packets,
        long bytes,
        long loopbackPackets,
        long firstMicros,
        long lastMicros,
        long flowCount,
        List<Flow> flows,
        long httpCount,
        List<HttpExchange> http,
        Optional<Conntrack> conntrack,
        List<String> excerpt,
        List<String> notes) {
    public Report {
        flows = List.copyOf(flows);
        http = List.copyOf(http);
        excerpt = List.copyOf(excerpt);
        notes = List.copyOf(notes);
    }
}
