package io.nettools.analyser.finding;

import io.nettools.analyser.opening.Failure;
import io.nettools.analyser.postgres.PostgresLog;
import io.nettools.analyser.report.PostgresStartup;
import io.nettools.analyser.report.PostgresStartup.Outcome;

/**
 * Start-ups of PostgreSQL's protocol at one server that failed in one way.
 *
 * @param connections with that server, those that went well included
 */
record PostgresFailures(Failure<PostgresStartup> failure, long connections) {
    String server() {
        return failure.server();
    }

    PostgresStartup first() {
        return failure.first();
    }

    /** Whether the server takes nobody now; a reset is told of as such. */
    boolean unavailable() {
        return PostgresLog.concernsEverybody(first()) && first().outcome() != Outcome.ResetByServer;
    }

    /** Whether the server takes others, but not this client. */
    boolean refused() {
        return first().outcome() == Outcome.EncryptionRefused || (first().outcome() == Outcome.Error && !unavailable());
    }

    /** "3 start-ups ended by FATAL 28P01 invalid_password". */
    String how() {
        PostgresStartup one = first();
        String starts = Wording.count(failure.count(), "start-up");
        return switch (one.outcome()) {
            case Error -> (starts + " ended by " + one.severity() + " " + code()).stripTrailing();
            case EncryptionRefused -> starts + " ended because the server has no encryption";
            case Unanswered -> starts + " unanswered until the client gave up";
            case AnsweredByOther -> starts + " answered in another protocol";
            default -> starts + " ended: " + one.outcome().name();
        };
    }

    /** "28P01 invalid_password". */
    String code() {
        return (first().sqlState() + " " + first().condition()).stripTrailing();
    }

    /** "user shop, database orders"; empty when neither was seen. */
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
