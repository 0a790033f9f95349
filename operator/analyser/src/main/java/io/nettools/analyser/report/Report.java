package io.nettools.analyser.report;

import java.util.ArrayList;
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
 * @param summary what the packets say, in a sentence
 * @param findings what a person should look at, most serious first
 * @param flowCount conversations seen
 * @param flows the top conversations by packets
 * @param httpCount HTTP/1 exchanges seen
 * @param http the first HTTP/1 exchanges
 * @param dnsCount DNS transactions seen
 * @param dns those that failed or took longest, then the first ones
 * @param tlsCount TLS handshakes seen
 * @param tls those that failed, then the first ones
 * @param postgresCount start-ups of PostgreSQL's protocol seen
 * @param postgres those that failed, then the first ones
 * @param conntrack connection tracking of the same time, when asked for
 * @param views what passed each point of the way, when several were listened at
 * @param excerpt the first packets in tcpdump's wording
 * @param notes what limits the answer: evicted flows, a cut file, a link type that is not read
 * @param enteredUid whose network namespace the capture container had entered, as {@link CaptureReport#enteredUid} says it; empty when none was
 */
public record Report(
        long packets,
        long bytes,
        long loopbackPackets,
        long firstMicros,
        long lastMicros,
        String summary,
        List<Finding> findings,
        long flowCount,
        List<Flow> flows,
        long httpCount,
        List<HttpExchange> http,
        long dnsCount,
        List<DnsTransaction> dns,
        long tlsCount,
        List<TlsHandshake> tls,
        long postgresCount,
        List<PostgresStartup> postgres,
        Optional<Conntrack> conntrack,
        Optional<Views> views,
        List<String> excerpt,
        List<String> notes,
        String enteredUid) {
    public Report {
        findings = List.copyOf(findings);
        flows = List.copyOf(flows);
        http = List.copyOf(http);
        dns = List.copyOf(dns);
        tls = List.copyOf(tls);
        postgres = List.copyOf(postgres);
        views = views == null ? Optional.empty() : views;
        excerpt = List.copyOf(excerpt);
        notes = List.copyOf(notes);
        enteredUid = enteredUid == null ? "" : enteredUid;
    }

    /** Of a capture whose namespace is not known here. */
    public Report(
            long packets,
            long bytes,
            long loopbackPackets,
            long firstMicros,
            long lastMicros,
            String summary,
            List<Finding> findings,
            long flowCount,
            List<Flow> flows,
            long httpCount,
            List<HttpExchange> http,
            long dnsCount,
            List<DnsTransaction> dns,
            long tlsCount,
            List<TlsHandshake> tls,
            long postgresCount,
            List<PostgresStartup> postgres,
            Optional<Conntrack> conntrack,
            Optional<Views> views,
            List<String> excerpt,
            List<String> notes) {
        this(
                packets,
                bytes,
                loopbackPackets,
                firstMicros,
                lastMicros,
                summary,
                findings,
                flowCount,
                flows,
                httpCount,
                http,
                dnsCount,
                dns,
                tlsCount,
                tls,
                postgresCount,
                postgres,
                conntrack,
                views,
                excerpt,
                notes,
                "");
    }

    /** Of a capture that cannot be read, with the reason. */
    public static Report nothing(String... notes) {
        return new Report(
                0,
                0,
                0,
                0,
                0,
                "",
                List.of(),
                0,
                List.of(),
                0,
                List.of(),
                0,
                List.of(),
                0,
                List.of(),
                0,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(notes));
    }

    /** The same with one more note, before the others. */
    public Report noted(String note) {
        List<String> more = new ArrayList<>(notes);
        more.addFirst(note);
        return new Report(
                packets,
                bytes,
                loopbackPackets,
                firstMicros,
                lastMicros,
                summary,
                findings,
                flowCount,
                flows,
                httpCount,
                http,
                dnsCount,
                dns,
                tlsCount,
                tls,
                postgresCount,
                postgres,
                conntrack,
                views,
                excerpt,
                more,
                enteredUid);
    }

    /** The same with what passed each point of the way. */
    public Report viewing(Views seen) {
        return new Report(
                packets,
                bytes,
                loopbackPackets,
                firstMicros,
                lastMicros,
                summary,
                findings,
                flowCount,
                flows,
                httpCount,
                http,
                dnsCount,
                dns,
                tlsCount,
                tls,
                postgresCount,
                postgres,
                conntrack,
                Optional.of(seen),
                excerpt,
                notes,
                enteredUid);
    }

    /** The same of a namespace that was entered. */
    public Report entering(String uid) {
        return new Report(
                packets,
                bytes,
                loopbackPackets,
                firstMicros,
                lastMicros,
                summary,
                findings,
                flowCount,
                flows,
                httpCount,
                http,
                dnsCount,
                dns,
                tlsCount,
                tls,
                postgresCount,
                postgres,
                conntrack,
                views,
                excerpt,
                notes,
                uid);
    }
}
