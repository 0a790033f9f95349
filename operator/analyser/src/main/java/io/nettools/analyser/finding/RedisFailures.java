package io.nettools.analyser.finding;

import io.nettools.analyser.opening.Failure;
import io.nettools.analyser.redis.Cause;
import io.nettools.analyser.report.RedisStartup;
import java.util.Optional;

/**
 * Connections to one Redis server that failed in one way.
 *
 * @param connections to that server, including successful ones
 */
record RedisFailures(Failure<RedisStartup> failure, long connections) {
    String server() {
        return failure.server();
    }

    RedisStartup first() {
        return failure.first();
    }

    /** Cause of the server's refusal; empty when it did not answer in Redis's protocol. */
    Optional<Cause> cause() {
        return Cause.of(first());
    }

    boolean refuses(Cause.Kind kind) {
        return cause().map(Cause::kind).filter(kind::equals).isPresent();
    }

    /** "3 connections answered with WRONGPASS". */
    String how() {
        String connections = Wording.count(failure.count(), "connection");
        return switch (first().outcome()) {
            case AnsweredByOther -> connections + " answered in another protocol";
            case Unanswered -> connections + " unanswered until the client gave up";
            case ClosedByServer -> connections + " closed by the server without an answer";
            case ResetByServer -> connections + " reset by the server without an answer";
            default -> connections + " answered with " + first().error();
        };
    }

    /** {@code user "shop", database "3"}; empty when neither is known. */
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
