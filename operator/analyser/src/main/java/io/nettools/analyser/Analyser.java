package io.nettools.analyser;

import io.nettools.analyser.conntrack.ConntrackTables;
import io.nettools.analyser.copy.Copies;
import io.nettools.analyser.dns.DnsLog;
import io.nettools.analyser.finding.FailedOpenings;
import io.nettools.analyser.finding.Fragmented;
import io.nettools.analyser.finding.Investigation;
import io.nettools.analyser.finding.Summary;
import io.nettools.analyser.flow.Conversation;
import io.nettools.analyser.flow.FlowTable;
import io.nettools.analyser.flow.IcmpFlows;
import io.nettools.analyser.flow.OtherHosts;
import io.nettools.analyser.greeting.GreetingLog;
import io.nettools.analyser.http.HttpLog;
import io.nettools.analyser.line.PacketLines;
import io.nettools.analyser.neighbour.Neighbours;
import io.nettools.analyser.order.Order;
import io.nettools.analyser.packet.Packet;
import io.nettools.analyser.packet.Side;
import io.nettools.analyser.packet.Stage;
import io.nettools.analyser.pcap.CaptureReader;
import io.nettools.analyser.postgres.PostgresLog;
import io.nettools.analyser.redaction.Paths;
import io.nettools.analyser.redirect.Redirects;
import io.nettools.analyser.redis.RedisLog;
import io.nettools.analyser.report.CaptureReport;
import io.nettools.analyser.report.Flow;
import io.nettools.analyser.report.HttpExchange;
import io.nettools.analyser.report.Report;
import io.nettools.analyser.shape.Listed;
import io.nettools.analyser.startup.StartupLog;
import io.nettools.analyser.stream.NewBytes;
import io.nettools.analyser.tls.TlsLog;
import io.nettools.analyser.tunnel.Tunnels;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads a capture and the lines of conntrack, and says what happened. One pass; the memory it takes does not depend on what was captured;
 * no input makes it throw; the same input gives the same report, in whatever pieces it arrives.
 */
public final class Analyser {
    /** Most entries of each list that the trace pod reports. */
    public static final int LISTED = 20;

    private final Totals totals = new Totals();
    private final Tunnels tunnels = new Tunnels();
    private final Copies copies = new Copies();
    private final Redirects redirects = new Redirects();
    private final IcmpFlows icmp;
    private final Neighbours neighbours = new Neighbours();
    private final PacketLines lines;
    private final Investigation investigation = new Investigation();
    private final FlowTable flows;
    private final OtherHosts otherHosts;
    private final GreetingLog greetings = new GreetingLog();
    private final HttpLog http;
    private final DnsLog dns;
    private final TlsLog tls;
    private final PostgresLog postgres;
    private final RedisLog redis;
    private final StartupLog startups = new StartupLog();
    private final ConntrackTables conntrack;

    private final Stage ofConversations;
    private final CaptureReader capture = new CaptureReader(this::analyse);

    /**
     * @param excerpt so many packet lines are wanted
     * @param interfaceNames number of an interface to its name in the captured namespace, for captures of all interfaces; may be empty
     */
    public Analyser(int excerpt, Map<Integer, String> interfaceNames) {
        this(excerpt, interfaceNames, LISTED, Paths.Shown);
    }

    /**
     * An analyser of longer or shorter lists; its memory grows with what it lists.
     *
     * @param listed most entries of each list
     * @param paths how much of the paths of HTTP requests may be shown
     */
    public Analyser(int excerpt, Map<Integer, String> interfaceNames, int listed, Paths paths) {
        lines = new PacketLines(excerpt, interfaceNames, paths);
        flows = new FlowTable(listed, investigation);
        http = new HttpLog(listed, paths);
        dns = new DnsLog(listed);
        tls = new TlsLog(listed);
        postgres = new PostgresLog(listed);
        redis = new RedisLog(listed);
        conntrack = new ConntrackTables(listed);
        icmp = new IcmpFlows(flows);
        otherHosts = new OtherHosts(flows);
        ofConversations = flows.then(this::analyse);
    }

    /** What happens to each packet, in this order. */
    private void analyse(Packet packet) {
        totals.accept(packet);
        lines.accept(packet);
        if (otherHosts.accept(packet)) {
            return;
        }
        tunnels.accept(packet);
        boolean copy = copies.accept(packet);
        redirects.accept(packet);
        flows.accept(packet);
        if (!copy) {
            neighbours.accept(packet);
            ofConversations.accept(packet);
        }
    }

    /** What happens to each packet of a conversation, in this order; calls that are written out cost less than a list's. */
    private void analyse(Packet packet, Conversation conversation, Side sender) {
        conversation.through(tunnels, sender);
        conversation.travelled(packet, sender);
        icmp.accept(packet, conversation, sender);
        conversation.tcp().accept(packet, sender);
        NewBytes fresh = conversation.newBytes(sender);
        fresh.read(packet.segment());
        fresh.passProxyHeader(packet.bytes());
        greetings.accept(packet, sender, fresh, conversation.greeting(), conversation);
        http.accept(packet, sender, fresh, conversation.http(), conversation);
        conversation.dns(dns.accept(packet, sender, fresh, conversation.dns()));
        conversation.tls(tls.accept(packet, sender, fresh, conversation.tls(), conversation.greeting(), conversation));
        conversation.postgres(postgres.accept(packet, sender, fresh, conversation.postgres(), conversation));
        conversation.redis(redis.accept(packet, sender, fresh, conversation.redis(), conversation));
        conversation.startup(startups.accept(packet, sender, fresh, conversation.startup(), conversation));
    }

    /** Takes the next bytes of a capture file (pcap, pcapng), cut anywhere; consumes all of them. */
    public void accept(ByteBuffer piece) {
        capture.accept(piece);
    }

    /** Whether what came begins like a capture file; when not, the report's notes say what it is. */
    public boolean begun() {
        return capture.begun();
    }

    /** Packets read so far. */
    public long packets() {
        return totals.packets();
    }

    /** The capture is of a pod's namespace: frames for other hosts are not the pod's. Comes before the first bytes. */
    public void ofPod() {
        otherHosts.ofPod();
    }

    /** Connection tracking was asked for: the report says something about it even if no line comes. */
    public void expectConntrack() {
        conntrack.pod();
    }

    /** The node's connections of the pod's addresses were recorded, too. */
    public void expectNodeConntrack() {
        conntrack.node();
    }

    /** Takes one line of {@code conntrack -L} in the pod's namespace. */
    public void conntrackEntry(String line) {
        conntrack.pod().entry(line);
    }

    /** Takes one line of {@code conntrack -E} in the pod's namespace. */
    public void conntrackEvent(String line) {
        conntrack.pod().event(line);
    }

    /** Takes one line of {@code conntrack -L} on the node, about an address of the pod. */
    public void nodeConntrackEntry(String line) {
        conntrack.node().entry(line);
    }

    /** Takes one line of {@code conntrack -E} on the node, about an address of the pod. */
    public void nodeConntrackEvent(String line) {
        conntrack.node().event(line);
    }

    /** Adds events that the kernel could not deliver to conntrack in the pod's namespace. */
    public void conntrackLost(long events) {
        conntrack.pod().lost(events);
    }

    /** Takes what was ordered, and what the capture container says came of it. */
    public void captured(Order order, CaptureReport said) {
        investigation.captured(order, said);
        said.nodeConntrack().ifPresent(conntrack::counted);
    }

    /** What is known so far; may be asked at any time, and again after more input. */
    public Report report() {
        List<Flow> top = flows.top();
        List<HttpExchange> exchanges = http.first();
        Investigation.Result found = investigation.result(seen(), flows.live());
        return new Report(
                totals.extent(),
                Summary.of(found.headline(), totals.packets(), flows.ends(), top, http.count(), exchanges),
                found.findings(),
                new Listed<>(flows.count(), top),
                new Report.Protocols(
                        new Listed<>(http.count(), exchanges),
                        new Listed<>(dns.count(), dns.listed(totals.lastMicros())),
                        new Listed<>(tls.count(), tls.top()),
                        new Listed<>(postgres.count(), postgres.top()),
                        new Listed<>(redis.count(), redis.top())),
                conntrack.report(totals.packets()),
                Optional.empty(),
                lines.lines(),
                Stream.of(
                                capture.notes(),
                                copies.notes(),
                                flows.notes(),
                                otherHosts.notes(),
                                tunnels.fragments().notes(),
                                dns.notes())
                        .flatMap(List::stream)
                        .toList());
    }

    private Investigation.Seen seen() {
        return new Investigation.Seen(
                totals.packets(),
                totals.lastMicros(),
                neighbours.all(),
                dns.facts(totals.lastMicros()),
                new FailedOpenings(
                        greetings.all(), tls.failures(), postgres.failures(), redis.failures(), startups.failures()),
                conntrack.facts(),
                new Fragmented(
                        tunnels.fragments().assembled(), tunnels.fragments().incomplete()));
    }
}
