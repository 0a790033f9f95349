package io.nettools.analyser.finding;

import io.nettools.analyser.flow.Conversation;
import io.nettools.analyser.tcp.TcpConnection;

/** How much of TCP and UDP the capture shows: sums over all conversations. */
final class Traffic {
    long tcpConversations;
    long tcpPackets;
    long tcpSentAgain;
    long udpPackets;

    /** What is seen through a tunnel may have left as UDP. */
    void add(Conversation conversation) {
        long packets =
                conversation.toServer().packets() + conversation.toClient().packets();
        if (conversation.isTcp()) {
            tcpConversations++;
            tcpPackets += packets;
            tcpSentAgain += sentAgain(conversation.tcp());
        }
        if (!conversation.isTcp() || conversation.tunnel().isPresent()) {
            udpPackets += packets;
        }
    }

    private static long sentAgain(TcpConnection tcp) {
        return tcp.client().retransmissions().total()
                + tcp.server().retransmissions().total();
    }

    void add(Traffic other) {
        tcpConversations += other.tcpConversations;
        tcpPackets += other.tcpPackets;
        tcpSentAgain += other.tcpSentAgain;
        udpPackets += other.udpPackets;
    }

    /** The same sums, to which something may be added. */
    Traffic copy() {
        Traffic copy = new Traffic();
        copy.add(this);
        return copy;
    }
}
