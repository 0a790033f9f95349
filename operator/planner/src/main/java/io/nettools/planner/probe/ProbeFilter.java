package io.nettools.planner.probe;

import io.nettools.analyser.order.Host;
import io.nettools.analyser.order.HttpUrl;
import io.nettools.analyser.order.Probe;
import io.nettools.analyser.order.Probe.Dns;
import io.nettools.analyser.order.Probe.Http;
import io.nettools.analyser.order.Probe.Icmp;
import io.nettools.analyser.order.Probe.Tcp;

/**
 * The filter, pcap-filter(7), of a trace that is about its own request: those packets, of a name also its look-up, and of a connection to an address
 * the ICMP errors that it may cause, which come from anywhere.
 */
public final class ProbeFilter {
    private static final String ERRORS = " or icmp[icmptype] == icmp-unreach or icmp6[0] == 1";
    private static final String LOOK_UP = " or port 53";

    private ProbeFilter() {}

    /** Of a request that has passed {@link ProbeCheck}; one that has not may see all packets. */
    public static String of(Probe probe) {
        return switch (probe.request()) {
            case Tcp(var host, var port) -> tcp(new Host(host), port);
            case Http http ->
                HttpUrl.parse(http.url())
                        .map(parts -> tcp(parts.host(), parts.port()))
                        .orElse("");
            case Dns(var name, var type, var server) ->
                server.isEmpty() ? "port 53" : "host " + server + " and port 53";
            case Icmp(var host) -> new Host(host).address() ? "icmp or icmp6" : "icmp or icmp6" + LOOK_UP;
        };
    }

    private static String tcp(Host host, int port) {
        return host.address()
                ? "(host " + host.text() + " and tcp port " + port + ")" + ERRORS
                : "tcp port " + port + LOOK_UP + ERRORS;
    }
}
