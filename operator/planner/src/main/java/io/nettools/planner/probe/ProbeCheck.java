package io.nettools.planner.probe;

import io.nettools.analyser.order.Host;
import io.nettools.analyser.order.HttpUrl;
import io.nettools.analyser.order.Probe;
import io.nettools.analyser.order.Probe.Dns;
import io.nettools.analyser.order.Probe.From;
import io.nettools.analyser.order.Probe.Http;
import io.nettools.analyser.order.Probe.Icmp;
import io.nettools.analyser.order.Probe.Tcp;
import io.nettools.analyser.order.Requests;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Why a probe cannot be made, in a sentence that says what to write instead. */
public final class ProbeCheck {
    /** RFC 1035 §2.3.4; underscores as in _http._tcp (RFC 2782). */
    private static final Pattern DNS_NAME = Pattern.compile(
            "(?=.{1,253}$)[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?(?:\\.[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?");

    private ProbeCheck() {}

    /**
     * Of the request as it is written.
     *
     * @param before how long after the capture's beginning it may be made
     */
    public static Optional<String> complaint(Probe probe, Duration capture, Duration before) {
        return form(probe.request()).or(() -> time(probe, capture, before));
    }

    private static Optional<String> form(Probe.Request request) {
        return switch (request) {
            case Tcp tcp -> host("spec.probe.tcp.host", tcp.host());
            case Icmp icmp -> host("spec.probe.icmp.host", icmp.host());
            case Http http ->
                HttpUrl.parse(http.url()).isPresent()
                        ? Optional.empty()
                        : Optional.of("spec.probe.http.url is not a URL that can be requested: write one such as"
                                + " http://10.96.0.20:8080/path, without user, fragment and unescaped"
                                + " characters");
            case Dns dns -> dns(dns);
        };
    }

    private static Optional<String> host(String field, String text) {
        return new Host(text).valid()
                ? Optional.empty()
                : Optional.of(
                        field + " is neither a name nor an address: write one such as web.default.svc or 10.96.0.20");
    }

    private static Optional<String> dns(Dns dns) {
        if (!DNS_NAME.matcher(dns.name()).matches()) {
            return Optional.of("spec.probe.dns.name is not a domain name: write one such as web.default.svc");
        }
        return dns.server().isEmpty() || new Host(dns.server()).address()
                ? Optional.empty()
                : Optional.of("spec.probe.dns.server is not an address: write one such as 10.96.0.10, or leave it out "
                        + "for the pod's own resolver");
    }

    private static Optional<String> time(Probe probe, Duration capture, Duration before) {
        long needed = probe.longestMillis() + before.toMillis();
        long seconds = Math.ceilDiv(needed, 1000);
        String waiting = before.isZero() ? "" : " plus " + before.toSeconds() + "s until the other end is captured";
        return capture.toMillis() >= needed
                ? Optional.empty()
                : Optional.of("spec.probe may take " + seconds + "s (each request up to "
                        + Probe.TIMEOUT_MILLIS / 1000 + "s" + waiting
                        + "), which is more than spec.duration: write duration: " + seconds
                        + "s or more" + (probe.count() > 1 ? ", or a smaller count or interval" : ""));
    }

    /**
     * Of the pod that it is to be made for: from the node only the pod itself is asked, or a trace would be a way into the node's network.
     * A pod, at either end of the way, may be made to ask whom it could ask anyway.
     */
    public static Optional<String> complaint(Probe probe, String pod, List<String> podIps) {
        if (probe.from() != From.Node) {
            return Optional.empty();
        }
        Optional<Host> destination = Requests.destination(probe.request());
        boolean own = destination.isPresent() && podIps.stream().map(Host::new).anyMatch(destination.get()::sameAs);
        return own
                ? Optional.empty()
                : Optional.of(
                        "spec.probe is from: Node, which may send requests only to the target pod: write one of the"
                                + " addresses of pod "
                                + pod + " (" + String.join(", ", podIps) + "), or from: Pod");
    }
}
