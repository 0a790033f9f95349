package io.nettools.analyser.dns;

import io.nettools.analyser.packet.Side;

/** The state of one TCP connection that carries DNS messages. */
public final class DnsConnection {
    /** Stands for a connection that carries none so far, as nearly all do not. */
    public static final DnsConnection NONE = new DnsConnection();

    private final MessageStream fromClient = new MessageStream();
    private final MessageStream fromServer = new MessageStream();

    MessageStream stream(Side sender) {
        return sender == Side.Client ? fromClient : fromServer;
    }
}
