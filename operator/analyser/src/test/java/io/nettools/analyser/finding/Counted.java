package io.nettools.analyser.finding;

import io.nettools.analyser.report.KernelCounters;
import io.nettools.analyser.report.Sockets;
import java.util.List;
import java.util.Map;

/** What a kernel counted, by the names of {@code nstat}. */
final class Counted {
    private Counted() {}

    static KernelCounters of(Map<String, Long> grown) {
        Sockets sockets = new Sockets(
                grown.getOrDefault("TcpActiveOpens", 0L),
                grown.getOrDefault("TcpOutSegs", 0L),
                grown.getOrDefault("TcpRetransSegs", 0L),
                grown.getOrDefault("TcpInSegs", 0L),
                grown.getOrDefault("UdpOutDatagrams", 0L),
                grown.getOrDefault("UdpInDatagrams", 0L));
        return new KernelCounters(sockets, grown, List.of());
    }
}
