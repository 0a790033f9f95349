package io.nettools.analyser.wire;

import io.nettools.analyser.flow.Conversation;
import io.nettools.analyser.flow.FlowTable;
import io.nettools.analyser.flow.IcmpFlows;
import io.nettools.analyser.neighbour.Neighbour;
import io.nettools.analyser.neighbour.Neighbours;
import io.nettools.analyser.packet.InterfaceCounts;
import io.nettools.analyser.packet.Stage;
import io.nettools.analyser.pcap.CaptureReader;
import io.nettools.analyser.tunnel.Tunnel;
import io.nettools.analyser.tunnel.Tunnels;
import java.nio.ByteBuffer;
import java.util.List;

/** What is known of a capture's conversations and neighbours, beside the report. */
public final class Seen {
    private final FlowTable flows = new FlowTable(20);
    private final Neighbours neighbours = new Neighbours();
    private final InterfaceCounts interfaces = new InterfaceCounts();
    private final Tunnels tunnels = new Tunnels();
    private final IcmpFlows icmp = new IcmpFlows(flows);

    private Seen(byte[] file) {
        List<Stage> stages = List.of(
                interfaces,
                tunnels,
                neighbours,
                flows,
                flows.then((packet, conversation, sender) -> conversation.through(tunnels, sender)),
                flows.then(icmp));
        new CaptureReader(packet -> stages.forEach(stage -> stage.accept(packet))).accept(ByteBuffer.wrap(file));
    }

    public static Seen in(Capture capture) {
        return in(capture.bytes());
    }

    public static Seen in(byte[] file) {
        return new Seen(file);
    }

    /** The conversation between two ends. */
    public Conversation conversation(String client, String server) {
        return conversations().stream()
                .filter(each -> each.client().equals(client) && each.server().equals(server))
                .findFirst()
                .orElseThrow(() -> new AssertionError("only these: " + names()));
    }

    /** The ends of all conversations, those with the most packets first. */
    public List<String> names() {
        return conversations().stream()
                .map(each -> each.client() + " > " + each.server())
                .toList();
    }

    private List<Conversation> conversations() {
        return flows.conversations().toList();
    }

    /** Tunnel of each conversation, as text; empty for one without. */
    public List<String> tunnels() {
        return conversations().stream()
                .map(each -> each.tunnel().map(Tunnel::text).orElse(""))
                .toList();
    }

    public Tunnels path() {
        return tunnels;
    }

    public List<Neighbour> neighbours() {
        return neighbours.all();
    }

    public InterfaceCounts interfaces() {
        return interfaces;
    }

    /** ICMP errors about nobody that is known. */
    public long unknownQuotes() {
        return icmp.unknown();
    }
}
