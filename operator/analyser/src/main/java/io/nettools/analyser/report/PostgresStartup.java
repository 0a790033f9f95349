package io.nettools.analyser.report;

/**
 * How a client began to talk to a PostgreSQL database, or to a pooler that speaks the same protocol (PostgreSQL's documentation, "Message
 * Flow: Start-up"). Passwords are never read.
 *
 * @param client the end that began
 * @param server the database server's end, or that of a pooler in front of it
 * @param user user name that the client sent; text from the network; absent when encrypted
 * @param database database that the client requested; text from the network; absent when encrypted, or when it named none
 * @param encryption whether the client requested encryption, and the server's answer: Refused, or Tls or Gss when accepted
 * @param authentication method that the server requested, e.g. SASL (SCRAM) or MD5Password; None when it requested none
 * @param outcome how the start-up ended; Ready when the server accepts queries
 * @param severity severity of the server's error, e.g. FATAL; text from the network; absent without an error
 * @param sqlState code of the error, e.g. 28P01; absent without an error
 * @param condition name of the code, e.g. invalid_password; absent for rare codes
 * @param message the server's message, where it cannot contain a secret; text from the network; absent without an error
 * @param latencyMicroseconds from the client's StartupMessage until the server was ready or refused; absent when that was not seen
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
        Long latencyMicroseconds) {

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
