package io.nettools.analyser.postgres;

import io.nettools.analyser.report.PostgresStartup;

/**
 * Start-ups at one server that failed in the same way.
 *
 * @param server address and port
 * @param count how many
 * @param firstMicros when the first of them failed, µs since the epoch
 * @param first of them
 */
public record PostgresFailure(String server, long count, long firstMicros, PostgresStartup first) {
    /** Whether the server lets nobody in now, whoever asks. */
    public boolean concernsEverybody() {
        return concernsEverybody(first);
    }

    static boolean concernsEverybody(PostgresStartup failed) {
        return switch (failed.outcome()) {
            case Error -> SqlState.concernsEverybody(failed.sqlState());
            case Unanswered, ClosedByServer, ResetByServer, AnsweredByOther -> true;
            default -> false;
        };
    }

    PostgresFailure more() {
        return new PostgresFailure(server, count + 1, firstMicros, first);
    }
}
