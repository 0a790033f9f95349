package io.nettools.analyser.report;

/**
 * How a connection to Redis, or to a server that speaks its protocol, started and which error its client met. Passwords, keys and values
 * are never read.
 *
 * @param client the end that began, as in {@link Flow}
 * @param server the server's end, or that of a proxy before it
 * @param user user name that the client sent; text from the network; empty when it named none, which means the user default
 * @param database number of the database that the client selected; empty when it selected none, which means 0
 * @param protocol RESP2 or RESP3, as client and server agreed by HELLO; empty when they did not, which means RESP2
 * @param outcome how the start ended; Ready when the server takes commands
 * @param error the code of the last error that kept the client out or refused what it wanted, e.g. WRONGPASS, LOADING or OOM; empty without
 * @param message the server's own words on it, where they can hold no secret; text from the network; empty without
 * @param latencyMicroseconds from the client's first command of the start (HELLO, AUTH, SELECT, CLIENT) until the last of them was
 *     answered; absent when that was not seen
 */
public record RedisStartup(
        String client,
        String server,
        String user,
        String database,
        String protocol,
        Outcome outcome,
        String error,
        String message,
        Long latencyMicroseconds) {

    /** How the start of a connection ended. */
    public enum Outcome {
        /** The server takes commands. */
        Ready,
        /** The server answers with an error instead. */
        Error,
        /** Still going on when the capture ended, or its end was not seen. */
        Underway,
        /** The server sent nothing until the capture ended or the client gave up. */
        Unanswered,
        /** The client closed the connection (FIN). */
        ClosedByClient,
        /** The server closed the connection (FIN). */
        ClosedByServer,
        ResetByClient,
        ResetByServer,
        /** The server answered, but not in this protocol. */
        AnsweredByOther
    }
}
