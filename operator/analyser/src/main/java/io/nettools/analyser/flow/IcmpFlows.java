package io.nettools.analyser.flow;

import io.nettools.analyser.icmp.Quotes;
import io.nettools.analyser.packet.Datagram;
import io.nettools.analyser.packet.Packet;
import io.nettools.analyser.packet.Side;

/** Hands conversations their echoes and the ICMP errors that quote them. */
public final class IcmpFlows implements FlowTable.Step {
    private final FlowTable flows;
    private final Quotes quotes = new Quotes();
    private long unknown;

    /** A step for the conversations of a table. */
    public IcmpFlows(FlowTable flows) {
        this.flows = flows;
    }

    @Override
    public void accept(Packet packet, Conversation icmp, Side sender) {
        int protocol = packet.datagram().protocol();
        if (protocol == Datagram.ICMP || protocol == Datagram.ICMP6) {
            icmp.echo(packet, sender);
            tellQuoted(packet);
        }
    }

    private void tellQuoted(Packet packet) {
        if (!quotes.read(packet)) {
            return;
        }
        boolean known =
                flows.ifKnown(quotes.quoted(), (quoted, conversation, side) -> conversation.icmpErrors(packet, side));
        unknown += known ? 0 : 1;
    }

    /** ICMP errors about conversations of which no packet was seen. */
    public long unknown() {
        return unknown;
    }
}
