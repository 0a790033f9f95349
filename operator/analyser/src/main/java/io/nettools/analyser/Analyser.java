package io.nettools.analyser;

import io.nettools.analyser.conntrack.ConntrackLog;
import io.nettools.analyser.dns.DnsLog;
import io.nettools.analyser.finding.Investigation;
import io.nettools.analyser.finding.Summary;
import io.nettools.analyser.flow.Conversation;
import io.nettools.analyser.flow.FlowTable;
import io.nettools.analyser.flow.IcmpFlows;
import io.nettools.analyser.http.HttpLog;
import io.nettools.analyser.line.PacketLines;
import io.nettools.analyser.neighbour.Neighbours;
import io.nettools.analyser.order.Order;
import io.nettools.analyser.packet.Packet;
import io.nettools.analyser.packet.Side;
import io.nettools.analyser.packet.Stage;
import io.nettools.analyser.pcap.CaptureReader;
import io.nettools.analyser.postgres.PostgresLog;
import io.nettools.analyser.report.CaptureReport;
import io.nettools.analyser.report.Flow;
import io.nettools.analyser.report.HttpExchange;
import io.nettools.analyser.report.Report;
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
    private final IcmpFlows icmp;
    private final Neighbours neighbours = new Neighbours();
    private final PacketLines lines;
    private final Investigation investigation = new Investigation();
    private final FlowTable flows;
    private final HttpLog http;
    private final DnsLog dns;
    private final TlsLog tls;
    private final PostgresLog postgres;
    private final ConntrackLog conntrack = new ConntrackLog();

    private final Stage ofConversations;
    private final CaptureReader capture = new CaptureReader(this::analyse);
    private boolean conntrackExpected;

    /**
     * @param excerpt so many packet lines are wanted
     * @param interfaceNames number of an interface to its name in the captured namespace, for captures of all interfaces; may be empty
     */
    public Analyser(int excerpt, Map<Integer, String> interfaceNames) {
        this(excerpt, interfaceNames, LISTED);
    }

    /**
     * An analyser of longer or shorter lists; its memory grows with what it lists.
     *
     * @param listed most entries of each list
     */
    public Analyser(int excerpt, Map<Integer, String> interfaceNames, int listed) {
        lines = new PacketLines(excerpt, interfaceNames);
        flows = new FlowTable(listed, investigation);
        http = new HttpLog(listed);
        dns = new DnsLog(listed);
        tls = new TlsLog(listed);
        postgres = new PostgresLog(listed);
        icmp = new IcmpFlows(flows);
        ofConversations = flows.then(this::analyse);
    }

    /** What happens to each packet, in this order. */
    private void analyse(Packet packet) {
        totals.accept(packet);
        lines.accept(packet);
        tunnels.accept(packet);
        neighbours.accept(packet);
        flows.accept(packet);
        ofConversations.accept(packet);
    }

    /** What happens to each packet of a conversation, in this order; calls that are written out cost less than a list's. */
    private void analyse(Packet packet, Conversation conversation, Side sender) {
        conversation.through(tunnels, sender);
        conversation.travelled(packet, sender);
        icmp.accept(packet, conversation, sender);
        conversation.tcp().accept(packet, sender);
        NewBytes fresh = conversation.newBytes(sender);
        fresh.read(packet.segment());
        http.accept(packet, sender, fresh, conversation.http(), conversation);
        dns.accept(packet, sender, fresh, conversation.dns());
        tls.accept(packet, sender, fresh, conversation.tls(), conversation);
        conversation.postgres(postgres.accept(packet, sender, fresh, conversation.postgres(), conversation));
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

    /** Connection tracking was asked for: the report says something about it even if no line comes. */
    public void expectConntrack() {
        conntrackExpected = true;
    }

    /** Takes one line of {@code conntrack -L}. */
    public void conntrackEntry(String line) {
        conntrackExpected = true;
        conntrack.entry(line);
    }

    /** Takes one line of {@code conntrack -E}. */
    public void conntrackEvent(String line) {
        conntrackExpected = true;
        conntrack.event(line);
    }

    /** Adds events that the kernel could not deliver to conntrack. */
    public void conntrackLost(long events) {
        conntrackExpected = true;
        conntrack.lost(events);
    }

    /** Takes what was ordered, and what the capture container says came of it. */
    public void captured(Order order, CaptureReport said) {
        investigation.captured(order, said);
    }

    /** What is known so far; may be asked at any time, and again after more input. */
    public Report report() {
        List<Flow> top = flows.top();
        List<HttpExchange> exchanges = http.first();
        Investigation.Result found = investigation.result(seen(), flows.live());
        return new Report(
                totals.packets(),
                totals.bytes(),
                totals.loopbackPackets(),
                totals.firstMicros(),
                totals.lastMicros(),
                Summary.of(found.headline(), totals.packets(), flows.count(), top, http.count(), exchanges),
                found.findings(),
                flows.count(),
                top,
                http.count(),
                exchanges,
                dns.count(),
                dns.listed(totals.lastMicros()),
                tls.count(),
                tls.top(),
                postgres.count(),
                postgres.top(),
                conntrackExpected ? Optional.of(conntrack.report(totals.packets())) : Optional.empty(),
                lines.lines(),
                Stream.of(capture.notes(), flows.notes(), tunnels.fragments().notes(), dns.notes())
                        .flatMap(List::stream)
                        .toList());
    }

    private Investigation.Seen seen() {
        return new Investigation.Seen(
                totals.packets(),
                totals.lastMicros(),
                neighbours.all(),
                dns.facts(totals.lastMicros()),
                tls.failures(),
                postgres.failures(),
                conntrack.facts(),
                tunnels.fragments().incomplete());
    }
}
