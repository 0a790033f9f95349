package io.nettools.planner.status;

import io.nettools.analyser.order.Host;
import io.nettools.analyser.order.Probe;
import io.nettools.analyser.report.ProbeReport;
import java.util.List;

/**
 * Results of the trace's own requests.
 *
 * @param from network namespace in which they were made: the target pod's, its node's, or that of the peer of this entry
 * @param request the request, e.g. GET http://10.96.0.20/; without the query of a URL
 * @param count number of requests to make; there are fewer results when the capture ended early
 * @param succeeded requests that were answered as expected
 * @param results one for each request, in order
 */
public record ProbeAnswer(Probe.From from, String request, int count, int succeeded, List<Attempt> results) {
    public ProbeAnswer {
        results = results == null ? List.of() : List.copyOf(results);
    }

    public static ProbeAnswer of(Probe.From from, ProbeReport report) {
        return new ProbeAnswer(
                from,
                report.request(),
                report.count(),
                report.succeeded(),
                report.results().stream().map(Attempt::of).toList());
    }

    /**
     * One request. Each time covers its own step only, and is absent without that step.
     *
     * @param outcome how it ended
     * @param status the HTTP status code, or the DNS response code
     * @param nameMicroseconds look-up of the name; for a DNS probe its query, with those for the search list
     * @param connectMicroseconds TCP handshake
     * @param tlsMicroseconds TLS handshake
     * @param firstByteMicroseconds from the connection to the first byte of the response
     * @param totalMicroseconds the whole request
     * @param message the tool's message about a failure; for a look-up the first answers; text from the network is in quotation marks
     * @param address address of the host name; absent when the request names an address, or the name was not found
     */
    public record Attempt(
            ProbeReport.Outcome outcome,
            String status,
            Long nameMicroseconds,
            Long connectMicroseconds,
            Long tlsMicroseconds,
            Long firstByteMicroseconds,
            Long totalMicroseconds,
            String message,
            String address) {
        public Attempt {
            address = address == null ? "" : address;
        }

        static Attempt of(ProbeReport.Attempt one) {
            return new Attempt(
                    one.outcome(),
                    one.status(),
                    taken(one.nameMicroseconds()),
                    taken(one.connectMicroseconds()),
                    taken(one.tlsMicroseconds()),
                    taken(one.firstByteMicroseconds()),
                    taken(one.totalMicroseconds()),
                    one.message(),
                    new Host(one.address()).address() ? one.address() : "");
        }

        private static Long taken(long micros) {
            return micros == ProbeReport.Attempt.NOT_TAKEN ? null : micros;
        }
    }
}
