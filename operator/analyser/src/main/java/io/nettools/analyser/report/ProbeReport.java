package io.nettools.analyser.report;

import io.nettools.analyser.order.Probe;
import java.util.List;

/**
 * What came of the trace's own requests.
 *
 * @param from in whose network namespace they were made: the pod's, or its node's
 * @param request what was asked, e.g. GET http://10.96.0.20/; without the query of a URL
 * @param count how often it was to be asked; there are fewer results when the capture ended before
 * @param succeeded how many were answered as expected
 * @param results one for each request, in their order
 */
public record ProbeReport(Probe.From from, String request, int count, int succeeded, List<Attempt> results) {
    public ProbeReport {
        results = results == null ? List.of() : List.copyOf(results);
    }

    /** Of these results of a request that is shown so. */
    public static ProbeReport of(Probe probe, String request, List<Attempt> results) {
        int succeeded = 0;
        for (Attempt one : results) {
            succeeded += one.outcome() == Outcome.Succeeded ? 1 : 0;
        }
        return new ProbeReport(probe.from(), request, probe.count(), succeeded, results);
    }

    /** How one request ended. */
    public enum Outcome {
        Succeeded,
        /** Somebody says that nobody listens there: a RST to the SYN, or an ICMP port unreachable. */
        Refused,
        /** No answer within 5 s. */
        TimedOut,
        /** The name does not exist, or has no such record. */
        NameNotFound,
        /** An HTTP response with another status than expected. */
        WrongStatus,
        /** No TLS connection came about, most often for the server's certificate. */
        TLSFailed,
        /** No route, or an ICMP unreachable. */
        Unreachable,
        /** Something else, which the message says. */
        Failed
    }

    /**
     * One request. Each time is that of its own step; {@link #NOT_TAKEN} when there was no such step.
     *
     * @param outcome how it ended
     * @param status the HTTP status code, or the DNS response code
     * @param nameMicroseconds the look-up of the name; of a DNS probe its query, with those for the search list
     * @param connectMicroseconds the TCP handshake
     * @param tlsMicroseconds the TLS handshake
     * @param firstByteMicroseconds from the connection to the first byte of the response
     * @param totalMicroseconds all of it
     * @param message what the tool says of a failure; of a look-up the first answers; text from the network is in quotation marks
     * @param address what the name of the host stood for; empty when the request names an address, or the name was not found
     */
    public record Attempt(
            Outcome outcome,
            String status,
            long nameMicroseconds,
            long connectMicroseconds,
            long tlsMicroseconds,
            long firstByteMicroseconds,
            long totalMicroseconds,
            String message,
            String address) {
        public Attempt {
            address = address == null ? "" : address;
        }

        /** One that looks up no name of a host. */
        public Attempt(
                Outcome outcome,
                String status,
                long nameMicroseconds,
                long connectMicroseconds,
                long tlsMicroseconds,
                long firstByteMicroseconds,
                long totalMicroseconds,
                String message) {
            this(
                    outcome,
                    status,
                    nameMicroseconds,
                    connectMicroseconds,
                    tlsMicroseconds,
                    firstByteMicroseconds,
                    totalMicroseconds,
                    message,
                    "");
        }

        /** A step that was not reached, or that this kind of request does not have. */
        public static final long NOT_TAKEN = -1;

        /** It did not come far enough for a time. */
        public static Attempt failed(Outcome outcome, String message) {
            return new Attempt(outcome, "", NOT_TAKEN, NOT_TAKEN, NOT_TAKEN, NOT_TAKEN, NOT_TAKEN, message);
        }

        public Attempt saying(String text) {
            return new Attempt(
                    outcome,
                    status,
                    nameMicroseconds,
                    connectMicroseconds,
                    tlsMicroseconds,
                    firstByteMicroseconds,
                    totalMicroseconds,
                    text,
                    address);
        }

        /** The same after its name was looked up, which took so long, and stood for that address. */
        public Attempt afterName(long micros, String found) {
            boolean both = totalMicroseconds != NOT_TAKEN && micros != NOT_TAKEN;
            long total = both ? totalMicroseconds + micros : totalMicroseconds;
            return new Attempt(
                    outcome,
                    status,
                    micros,
                    connectMicroseconds,
                    tlsMicroseconds,
                    firstByteMicroseconds,
                    total,
                    message,
                    found);
        }
    }
}
