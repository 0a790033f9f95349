package io.nettools.planner.status;

import io.nettools.analyser.report.PostgresStartup;

/**
 * How a client began to talk to a PostgreSQL database. Passwords are never read.
 *
 * @param client the end that began
 * @param server the database server's end, or that of a pooler before it
 * @param user that the client wants to be; absent when encrypted
 * @param database that it asked for; absent when encrypted, or when it named none
 * @param encryption whether the client asked for encryption, and what the server said: Refused, or Tls or Gss for accepted
 * @param authentication method that the server asked for, e.g. SASL (SCRAM) or MD5Password; None when it asked for nothing
 * @param outcome how the start-up ended; Ready when the server takes queries
 * @param severity of the server's error, e.g. FATAL; absent without
 * @param sqlState the error's code, e.g. 28P01; absent without
 * @param condition what the code stands for, e.g. invalid_password; absent for rare ones
 * @param message the server's own words, where they can hold no secret; absent without
 * @param latencyMicroseconds from the client's StartupMessage until the server was ready or refused; absent when that was not seen
 */
public record PostgresAnswer(
        String client,
        String server,
        String user,
        String database,
        PostgresStartup.Encryption encryption,
        String authentication,
        PostgresStartup.Outcome outcome,
        String severity,
        String sqlState,
        String condition,
        String message,
        Long latencyMicroseconds) {

    public static PostgresAnswer of(PostgresStartup one) {
        return new PostgresAnswer(
                one.client(),
                one.server(),
                one.user(),
                one.database(),
                one.encryption(),
                one.authentication(),
                one.outcome(),
                one.severity(),
                one.sqlState(),
                one.condition(),
                one.message(),
                one.latencyMicros() < 0 ? null : one.latencyMicros());
    }
}
