package io.nettools.analyser.report;

/**
 * How a client began to talk to a PostgreSQL server, or to a pooler or database that speaks the same protocol (PostgreSQL's documentation,
 * "Message Flow: Start-up"). Passwords are never read; what comes after the start-up is not either.
 *
 * @param client end that began, as in {@link Flow}
 * @param server the other end
 * @param user that the client wants to be; empty when that was encrypted or not captured
 * @param database that it asked for; empty when it named none, which means the one with the user's name, and as for the user
 * @param encryption what came of asking for it
 * @param authentication the method that the server asked for, e.g. SASL; None when it asked for none; empty when that is not known
 * @param outcome how the start-up ended
 * @param severity of the server's error, e.g. FATAL; empty without
 * @param sqlState the error's code of five characters, e.g. 28P01; empty without
 * @param condition the code's name (PostgreSQL's documentation, appendix A), e.g. invalid_password; empty for one that is rare here
 * @param message the server's own words where they can hold no secret, else empty
 * @param latencyMicros from the StartupMessage until the server was ready for a query or had refused, µs; -1 when that was not seen
 */
public record PostgresStartup(
        String client,
        String server,
        String user,
        String database,
        Encryption encryption,
        String authentication,
        Outcome outcome,
        String severity,
        String sqlState,
        String condition,
        String message,
        long latencyMicros) {

    /** What came of asking for encryption. */
    public enum Encryption {
        /** The client began without. */
        NotAsked,
        /** The client asked, and no answer was seen. */
        Asked,
        /** The server has none. */
        Refused,
        /** TLS begins on the same connection. */
        Tls,
        /** GSSAPI begins on the same connection. */
        Gss
    }

    /** How a start-up ended. */
    public enum Outcome {
        /** The server takes queries. */
        Ready,
        /** The server refused with an error. */
        Error,
        /** It goes on encrypted, and nothing more of it can be seen. */
        Encrypted,
        /** The server has no encryption, and the client does not want to go on without. */
        EncryptionRefused,
        /** No start-up: the client asks to cancel the query of another connection. */
        CancelRequest,
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
