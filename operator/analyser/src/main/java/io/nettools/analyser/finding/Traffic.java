package io.nettools.analyser.finding;

import io.nettools.analyser.flow.Conversation;

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
            tcpSentAgain += conversation.tcp().retransmissions();
        }
        if (!conversation.isTcp() || conversation.tunnel().isPresent()) {
            udpPackets += packets;
        }
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
