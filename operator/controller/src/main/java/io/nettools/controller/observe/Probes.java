package io.nettools.controller.observe;

import io.nettools.analyser.order.Probe;
import io.nettools.analyser.order.Probe.From;
import io.nettools.controller.api.ProbeSpec;
import io.nettools.controller.ops.Durations;
import java.util.Optional;

/**
 * The spec's probe as the planner and the trace pod see it. The schema has ensured exactly one kind and filled in the
 * defaults.
 */
final class Probes {
    private Probes() {}

    static Optional<Probe> of(ProbeSpec spec) {
        return Optional.ofNullable(spec)
                .map(probe -> new Probe(
                        From.valueOf(probe.from().name()),
                        request(probe),
                        probe.count(),
                        Durations.parse(probe.interval()).toMillis()));
    }

    private static Probe.Request request(ProbeSpec spec) {
        if (spec.tcp() != null) {
            return new Probe.Tcp(spec.tcp().host(), spec.tcp().port());
        }
        if (spec.http() != null) {
            return http(spec.http());
        }
        if (spec.dns() != null) {
            ProbeSpec.Dns dns = spec.dns();
            return new Probe.Dns(
                    dns.name(),
                    dns.type().name(),
                    Optional.ofNullable(dns.server()).orElse(""));
        }
        return new Probe.Icmp(spec.icmp().host());
    }

    private static Probe.Http http(ProbeSpec.Http http) {
        String expected = http.expectStatus();
        String lowest = expected.substring(0, 3);
        String highest = expected.length() > 3 ? expected.substring(4) : lowest;
        return new Probe.Http(
                http.url(), Integer.parseInt(lowest), Integer.parseInt(highest), http.insecureSkipTLSVerify());
    }
}
