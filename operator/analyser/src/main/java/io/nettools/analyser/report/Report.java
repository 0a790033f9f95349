package io.nettools.analyser.report;

import io.nettools.analyser.shape.Listed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the analyser read out of a capture. Every text is printable ASCII; every list is bounded, most important first, and has the number of
 * all that were seen.
 *
 * @param extent how much was captured, and in whose network namespace
 * @param summary what the packets show, in a sentence
 * @param findings what a person should look at, most serious first
 * @param flows the top conversations by packets
 * @param protocols what was asked and answered
 * @param conntrack connection tracking of the same time, when asked for
 * @param views what passed each point of the path, when several were captured
 * @param excerpt the first packets in tcpdump's wording
 * @param notes what limits the answer: evicted flows, a cut file, a link type that is not read
 */
public record Report(
        Extent extent,
        String summary,
        List<Finding> findings,
        Listed<Flow> flows,
        Protocols protocols,
        Optional<Conntrack> conntrack,
        Optional<Views> views,
        List<String> excerpt,
        List<String> notes) {
    /** What was left out of a message is empty here. */
    public Report {
        extent = extent == null ? Extent.NOTHING : extent;
        findings = List.copyOf(findings);
        flows = Listed.orNone(flows);
        protocols = protocols == null ? Protocols.NONE : protocols;
        conntrack = conntrack == null ? Optional.empty() : conntrack;
        views = views == null ? Optional.empty() : views;
        excerpt = List.copyOf(excerpt);
        notes = List.copyOf(notes);
    }

    /**
     * How much was captured, and where.
     *
     * @param enteredUid whose network namespace the capture container had entered, as {@link CaptureReport#enteredUid} has it; empty when
     *     none was
     * @param packets packets read from the capture file
     * @param bytes their length on the wire
     * @param loopbackPackets of those, seen on a loopback interface (which the kernel's receive counter counts twice)
     * @param firstMicros time of the first packet, µs since the epoch; 0 without packets
     * @param lastMicros time of the last packet, µs since the epoch; 0 without packets
     */
    public record Extent(
            String enteredUid, long packets, long bytes, long loopbackPackets, long firstMicros, long lastMicros) {
        public static final Extent NOTHING = new Extent("", 0, 0, 0, 0, 0);

        public Extent {
            enteredUid = enteredUid == null ? "" : enteredUid;
        }
    }

    /**
     * What was asked and answered, protocol by protocol: those that failed or took longest, then the first ones.
     *
     * @param http HTTP exchanges
     * @param dns DNS transactions
     * @param tls TLS handshakes
     * @param postgres start-ups of PostgreSQL's protocol
     * @param redis starts of connections to Redis
     */
    public record Protocols(
            Listed<HttpExchange> http,
            Listed<DnsTransaction> dns,
            Listed<TlsHandshake> tls,
            Listed<PostgresStartup> postgres,
            Listed<RedisStartup> redis) {
        public static final Protocols NONE = new Protocols(null, null, null, null, null);

        public Protocols {
            http = Listed.orNone(http);
            dns = Listed.orNone(dns);
            tls = Listed.orNone(tls);
            postgres = Listed.orNone(postgres);
            redis = Listed.orNone(redis);
        }
    }

    /** The report of a capture that cannot be read, with the reason. */
    public static Report nothing(String... notes) {
        return new Report(
                Extent.NOTHING,
                "",
                List.of(),
                Listed.none(),
                Protocols.NONE,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(notes));
    }

    /** The same with one more note, before the others. */
    public Report noted(String note) {
        List<String> more = new ArrayList<>(notes);
        more.addFirst(note);
        return new Report(extent, summary, findings, flows, protocols, conntrack, views, excerpt, more);
    }

    /** The same with what passed each point of the path. */
    public Report viewing(Views seen) {
        return new Report(extent, summary, findings, flows, protocols, conntrack, Optional.of(seen), excerpt, notes);
    }

    /** The same of a namespace that was entered. */
    public Report entering(String uid) {
        Extent entered = new Extent(
                uid,
                extent.packets(),
                extent.bytes(),
                extent.loopbackPackets(),
                extent.firstMicros(),
                extent.lastMicros());
        return new Report(entered, summary, findings, flows, protocols, conntrack, views, excerpt, notes);
    }
}
