package io.nettools.analyser.finding;

import io.nettools.analyser.flow.Conversation;
import io.nettools.analyser.tcp.TcpConnection;

/**
 * Packets of a host that the client did not ask, which fit a connection of that client to another host: somebody on the path did not translate
 * the source address back.
 *
 * @param client end that they are for
 * @param server end that sent them
 * @param sequence of the first one
 * @param acknowledgment of the first one
 * @param opens whether it is a SYN-ACK
 */
record Stranger(String client, String server, int sequence, int acknowledgment, boolean opens) {
    /** A client answers each of them with a reset, and the sender gives up soon. */
    private static final long MOST_PACKETS = 40;

    /** Whether a conversation may be one: the server speaks first, and the client has nothing but resets. */
    static boolean mayBe(Conversation conversation) {
        TcpConnection tcp = conversation.tcp();
        return conversation.isTcp()
                && tcp.server().seen()
                && !tcp.client().seen()
                && tcp.client().acknowledged()
                && conversation.toServer().packets() + conversation.toClient().packets() <= MOST_PACKETS;
    }

    static Stranger of(Conversation conversation) {
        TcpConnection tcp = conversation.tcp();
        return new Stranger(
                conversation.client(),
                conversation.server(),
                tcp.server().firstSequence(),
                tcp.server().firstAcknowledgment(),
                tcp.server().synSeen());
    }

    /** Whether they belong to a connection. */
    boolean fits(Conversation asked) {
        return asked.isTcp()
                && asked.client().equals(client)
                && !asked.server().equals(server)
                && port(asked.server()).equals(port(server))
                && asked.tcp().mayBeAnsweredBy(sequence, acknowledgment, opens);
    }

    private static String port(String end) {
        return end.substring(end.lastIndexOf(':') + 1);
    }
}
