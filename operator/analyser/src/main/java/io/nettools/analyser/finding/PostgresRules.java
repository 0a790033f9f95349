package io.nettools.analyser.finding;

import io.nettools.analyser.report.Code;
import io.nettools.analyser.report.PostgresStartup.Outcome;
import java.util.Optional;

/** The rules about start-ups of PostgreSQL's protocol. */
final class PostgresRules {
    private PostgresRules() {}

    static Optional<Diagnosis> unavailable(PostgresFailures failed) {
        if (!failed.unavailable()) {
            return Optional.empty();
        }
        boolean full = failed.first().sqlState().equals("53300");
        String meaning =
                switch (failed.first().outcome()) {
                    case Error ->
                        full
                                ? " has as many connections as it allows, and accepts no more."
                                : " runs, but accepts no connections now: it is starting, stopping, or short of"
                                        + " resources.";
                    case AnsweredByOther -> " does not speak PostgreSQL's protocol.";
                    default -> " accepts connections, but does not answer a client that logs in.";
                };
        return Optional.of(diagnosis(Code.DatabaseUnavailable, failed, "database " + failed.server() + " unavailable")
                .meaning("The database server " + failed.server() + meaning)
                .next(
                        full
                                ? "See who is connected (select * from pg_stat_activity). Make the applications'"
                                        + " pools smaller, add a pooler such as PgBouncer, or raise max_connections."
                                : "Read the server's log: is it starting, recovering or a stand-by? Does the Service's targetPort name the"
                                        + " database's port? The application should retry until it is ready."));
    }

    static Optional<Diagnosis> loginRefused(PostgresFailures failed) {
        return failed.refused()
                ? Optional.of(
                        diagnosis(Code.DatabaseLoginRefused, failed, "database " + failed.server() + " refuses logins")
                                .meaning("The database server " + failed.server()
                                        + " is reachable, but refuses the client" + why(failed) + ".")
                                .next(next(failed)))
                : Optional.empty();
    }

    private static String why(PostgresFailures failed) {
        return switch (failed.first().sqlState()) {
            case "" ->
                failed.first().outcome() == Outcome.Error
                        ? ""
                        : ": the client requires encryption, which the server does not offer";
            case "28P01" -> ": user or password is wrong";
            case "28000" -> ": that user may not log in from that address in this way";
            case "3D000" -> ": the requested database does not exist";
            case "42501" -> ": that user may not use that database";
            default -> "";
        };
    }

    private static String next(PostgresFailures failed) {
        return switch (failed.first().sqlState()) {
            case "28P01" ->
                "Compare the password in the pod's Secret with the database's. Was it changed on one side only, or"
                        + " does the Secret end with a line break? A pod reads its variables only when it starts.";
            case "28000" ->
                "Compare user, client address and sslmode with pg_hba.conf (select * from pg_hba_file_rules); does the role exist, and may"
                        + " it log in (\\du in psql)?";
            case "3D000" ->
                "List the databases (psql -l) and compare their names with the one in the connection string; was it"
                        + " ever created?";
            case "42501" -> "GRANT CONNECT ON DATABASE to that user.";
            case "" ->
                "Enable TLS in the server (ssl = on), or let the client continue without it (sslmode=prefer) if the"
                        + " network in between is trusted.";
            default -> "Read the server's log at that time; it has more detail than the client gets.";
        };
    }

    private static Diagnosis diagnosis(Code code, PostgresFailures failed, String headline) {
        long count = failed.failure().count();
        String cause = failed.code().isEmpty() ? "" : failed.code() + ", ";
        return Diagnosis.of(
                        code,
                        failed.server(),
                        count,
                        headline + " (" + cause + Wording.of(count, Math.max(count, failed.connections())) + ")")
                .outOf(failed.connections())
                .shownBy(failed.how())
                .shownBy(failed.who())
                .shownBy(failed.words())
                .shownBy(failed.example());
    }
}
