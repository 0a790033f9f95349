package io.nettools.analyser.startup;

import io.nettools.analyser.packet.Bytes;

/**
 * One protocol's reading of one connection, a small fixed amount of state: where its messages end, and what they mean
 * for the start. A message is its first {@link Messages#KEPT} bytes, or as many as were captured.
 */
interface Dialect {
    /** A message that begins so belongs to another protocol. */
    long FOREIGN = -1;

    /** Too few bytes to know where the message ends. */
    long UNKNOWN = 0;

    Protocol protocol();

    /** Bytes of the message that begins so, its header included; or {@link #UNKNOWN} or {@link #FOREIGN}. */
    long length(Bytes start);

    /** The client's next message. */
    Verdict asked(Bytes message);

    /** The server's next message. */
    Verdict answered(Bytes message);

    /** Whether the server speaks first. */
    default boolean serverBegins() {
        return false;
    }

    /** The server closes the connection, and the client's last message has no answer. */
    default Verdict closed() {
        return Verdict.refused(Cause.Closes, "", "");
    }

    /** Who logs in; empty when it was not seen. */
    default String user() {
        return "";
    }
}
