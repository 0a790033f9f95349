package io.nettools.analyser.finding;

import io.nettools.analyser.flow.Conversation;
import io.nettools.analyser.icmp.IcmpError;
import io.nettools.analyser.packet.Side;

/**
 * ICMP errors about packets to one server end. Errors about packets to a client do not count: it went away before a
 * late answer. The errors that traceroute provokes are its answers.
 */
final class Rejections {
    long hosts;
    long ports;
    long prohibited;
    long tooFar;
    String from = "";
    final Clients clients = new Clients();

    void add(Conversation conversation) {
        if (conversation.traced()) {
            return;
        }
        for (IcmpError error : conversation.icmpErrors()) {
            if (error.about() == Side.Client) {
                add(error, conversation.client());
            }
        }
    }

    private void add(IcmpError error, String client) {
        switch (error.kind()) {
            case NetworkUnreachable, HostUnreachable, OtherUnreachable -> hosts += error.count();
            case ProtocolUnreachable, PortUnreachable -> ports += error.count();
            case Prohibited -> prohibited += error.count();
            case TimeExceeded -> tooFar += error.count();
            case PacketTooBig, ReassemblyTimeExceeded, Redirect, ParameterProblem -> {
                return;
            }
        }
        from = from.isEmpty() ? error.from() : from;
        clients.add(client, error.firstMicros());
        clients.add(client, error.lastMicros());
    }

    void add(Rejections other) {
        hosts += other.hosts;
        ports += other.ports;
        prohibited += other.prohibited;
        tooFar += other.tooFar;
        from = from.isEmpty() ? other.from : from;
        clients.add(other.clients);
    }

    long all() {
        return hosts + ports + prohibited + tooFar;
    }
}
