package io.nettools.analyser.dns;

import io.nettools.analyser.packet.Side;

/** The state of one TCP connection that may carry DNS messages. It stays nearly empty if the connection does not. */
public final class DnsConnection {
    private MessageStream fromClient;
    private MessageStream fromServer;

    MessageStream stream(Side sender) {
        if (fromClient == null) {
            fromClient = new MessageStream();
            fromServer = new MessageStream();
        }
        return sender == Side.Client ? fromClient : fromServer;
    }
}
