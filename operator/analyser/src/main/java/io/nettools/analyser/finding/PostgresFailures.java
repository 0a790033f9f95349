package io.nettools.analyser.finding;

import io.nettools.analyser.opening.Failure;
import io.nettools.analyser.postgres.PostgresLog;
import io.nettools.analyser.report.PostgresStartup;
import io.nettools.analyser.report.PostgresStartup.Outcome;
import io.nettools.analyser.text.Quoted;
import java.util.Set;

/**
 * Start-ups of PostgreSQL's protocol at one server that failed in one way.
 *
 * @param connections to that server, including successful ones
 */
record PostgresFailures(Failure<PostgresStartup> failure, long connections) {
    private static final Set<String> SEVERITIES = Set.of("ERROR", "FATAL", "PANIC");

    String server() {
        return failure.server();
    }

    PostgresStartup first() {
        return failure.first();
    }

    /** Whether the server accepts no client now. A reset does not count: it has a finding of its own. */
    boolean unavailable() {
        return PostgresLog.concernsEverybody(first()) && first().outcome() != Outcome.ResetByServer;
    }

    /** Whether the server refuses this client, but not others. */
    boolean refused() {
        return first().outcome() == Outcome.EncryptionRefused || (first().outcome() == Outcome.Error && !unavailable());
    }

    /** "3 start-ups ended by FATAL 28P01 invalid_password". */
    String how() {
        PostgresStartup one = first();
        String starts = Wording.count(failure.count(), "start-up");
        return switch (one.outcome()) {
            case Error -> (starts + " ended by " + severity() + " " + code()).stripTrailing();
            case EncryptionRefused -> starts + " ended because the server has no encryption";
            case Unanswered -> starts + " unanswered until the client gave up";
            case AnsweredByOther -> starts + " answered in another protocol";
            default -> starts + " ended: " + one.outcome().name();
        };
    }

    /** "FATAL"; in quotation marks when it is in the server's language. */
    private String severity() {
        return SEVERITIES.contains(first().severity()) ? first().severity() : Quoted.of(first().severity());
    }

    /** "28P01 invalid_password". */
    String code() {
        return (first().sqlState() + " " + first().condition()).stripTrailing();
    }

    /** {@code user "shop", database "orders"}; empty when neither is known. */
    String who() {
        return Wording.login(first().user(), first().database());
    }

    String words() {
        return Wording.words(first().message());
    }

    String example() {
        return Wording.first(first().client(), failure.firstMicros());
    }
}
