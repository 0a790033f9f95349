package io.nettools.planner.status;

import io.nettools.analyser.report.DnsTransaction;
import io.nettools.analyser.report.Finding;
import io.nettools.analyser.report.HttpExchange;
import io.nettools.analyser.report.NetworkInterface;
import io.nettools.analyser.report.PostgresStartup;
import io.nettools.analyser.report.RedisStartup;
import io.nettools.analyser.report.TlsHandshake;
import io.nettools.analyser.shape.Shape;
import io.nettools.analyser.shape.Shape.Place;
import io.nettools.planner.cluster.Names;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One pod of a trace, or the node: its identity, its state and the result. It is recorded before its trace pod is created, so that no later
 * look-up can change which pod is traced.
 *
 * @param pod name of the traced pod; left out when the node itself is traced
 * @param role which end of the path it is; only in a trace with a peer
 * @param uid UID of the traced pod or node
 * @param node node where it runs, or the traced node
 * @param podIPs its addresses
 * @param reachedBy addresses of the Service through which this peer is reached, besides its own; only for a peer
 * @param reason state of this target: one of the closed list of reasons
 * @param message a sentence about the state, with what to do next when it failed
 * @param summary what its packets show, in one sentence
 * @param networkInterface the captured interface
 * @param capture tcpdump's counters; absent when no capture ran
 * @param interfaces interfaces of the pod's network namespace
 * @param topology how the pod is connected to its node; absent when not requested or not available
 * @param probe results of the trace's own requests, at the pod or peer that made them; absent when there were none
 * @param views observation points of the path, from the pod outward, then those of the other ends; empty with a single view
 * @param passageCount conversations seen on the path; more than listed when the list was cut
 * @param passages packets of each conversation at each point; conversations that lost packets first
 * @param findings what to look at, most serious first; empty when the traffic is healthy
 * @param flowCount conversations seen; more than listed when the list was cut
 * @param flows conversations: those that failed, then those with the most packets
 * @param httpCount HTTP exchanges seen; more than listed when the list was cut
 * @param http HTTP exchanges
 * @param dnsCount DNS transactions seen; more than listed when the list was cut
 * @param dns DNS transactions: those that failed or took longest, then the first ones
 * @param tlsCount TLS handshakes seen; more than listed when the list was cut
 * @param tls TLS handshakes: those that failed, then the first ones
 * @param postgresCount PostgreSQL start-ups seen; more than listed when the list was cut
 * @param postgres start-ups of connections to PostgreSQL databases: those that failed, then the first ones
 * @param redisCount starts of Redis connections seen; more than listed when the list was cut
 * @param redis starts of connections to Redis: those that failed, then the first ones
 * @param conntrack connection tracking; absent when not requested or not available
 * @param packets the first packets, in tcpdump's format
 * @param notes what limits the answer
 */
public record TargetStatus(
        String pod,
        Role role,
        String uid,
        String node,
        List<String> podIPs,
        List<String> reachedBy,
        Reason reason,
        String message,
        String summary,
        String networkInterface,
        CaptureCounters capture,
        List<NetworkInterface> interfaces,
        TopologyAnswer topology,
        ProbeAnswer probe,
        List<ViewAnswer> views,
        long passageCount,
        List<PassageAnswer> passages,
        List<Finding> findings,
        long flowCount,
        List<ConversationAnswer> flows,
        long httpCount,
        List<HttpExchange> http,
        long dnsCount,
        List<DnsTransaction> dns,
        long tlsCount,
        List<TlsHandshake> tls,
        long postgresCount,
        List<PostgresStartup> postgres,
        long redisCount,
        List<RedisStartup> redis,
        ConntrackSummary conntrack,
        List<String> packets,
        List<String> notes) {
    static final Place NOTES = Place.of(TargetStatus.class, "notes");
    private static final Place FLOWS = Place.of(TargetStatus.class, "flows");
    private static final Place PASSAGES = Place.of(TargetStatus.class, "passages");
    private static final Place REASON = Place.of(TargetStatus.class, "reason");
    private static final Place MESSAGE = Place.of(TargetStatus.class, "message");

    /** The end of the path at which a pod is. */
    public enum Role {
        /** The traced pod. */
        Target,
        /** The other end of the path. Only its packet counts and findings are reported. */
        Peer
    }

    /** What an older object lacks is empty here; what a newer one says with a word that is not ours is kept as its sentence. */
    public TargetStatus {
        pod = pod == null ? "" : pod;
        message = message == null ? "" : message;
        if (reason == null) {
            reason = Reason.Unknown;
            message = ("This version of the operator does not know the target's reason. " + message).strip();
        }
        summary = summary == null ? "" : summary;
        podIPs = copy(podIPs);
        reachedBy = copy(reachedBy);
        interfaces = copy(interfaces);
        views = copy(views);
        passages = copy(passages);
        flows = copy(flows);
        findings = copy(findings);
        http = copy(http);
        dns = copy(dns);
        tls = copy(tls);
        postgres = copy(postgres);
        redis = copy(redis);
        packets = copy(packets);
        notes = copy(notes);
    }

    /** What an older object lacks is empty. */
    static <T> List<T> copy(List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    /** Whether it is the other end of the way, and not what the trace is about. */
    public boolean atOtherEnd() {
        return role == Role.Peer;
    }

    /** Whether it is no pod, but the node itself. */
    public boolean wholeNode() {
        return pod.isEmpty();
    }

    /** For sentences: pod or node. */
    public String noun() {
        return wholeNode() ? "node" : "pod";
    }

    /** For sentences: {@code pod web}, {@code node node-1}. */
    public String words() {
        return noun() + " " + (wholeNode() ? node : pod);
    }

    /** As kubectl names it: a pod's name, or {@code node/NAME}. */
    public String name() {
        return wholeNode() ? "node/" + node : pod;
    }

    /** The counters, when a capture ran. */
    public Optional<CaptureCounters> counters() {
        return Optional.ofNullable(capture);
    }

    /** The same target in another state, without or with what it has. */
    public TargetStatus as(Reason next, String text) {
        return Shape.with(Shape.with(this, REASON, next), MESSAGE, text);
    }

    /** The same target with the names of the ends of its conversations. */
    public TargetStatus named(Names names) {
        TargetStatus flowing = Shape.with(
                this, FLOWS, flows.stream().map(flow -> flow.named(names)).toList());
        return Shape.with(
                flowing,
                PASSAGES,
                passages.stream().map(passage -> passage.named(names)).toList());
    }

    /** The same target with one more note. */
    public TargetStatus noted(String note) {
        return Shape.with(
                this, NOTES, Stream.concat(notes.stream(), Stream.of(note)).toList());
    }

    /** A target that was just recorded, of a trace without a peer. */
    public static TargetStatus recorded(String pod, String uid, String node, List<String> podIPs, String on) {
        return recorded(pod, null, uid, node, podIPs, List.of(), on);
    }

    /** One end of the way that was just recorded. */
    public static TargetStatus recorded(
            String pod, Role role, String uid, String node, List<String> podIPs, List<String> reachedBy, String on) {
        return new TargetStatus(
                pod,
                role,
                uid,
                node,
                podIPs,
                reachedBy,
                Reason.Starting,
                "The trace pod is being created.",
                "",
                on,
                null,
                List.of(),
                null,
                null,
                List.of(),
                0,
                List.of(),
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
                0,
                List.of(),
                null,
                List.of(),
                List.of());
    }
}
