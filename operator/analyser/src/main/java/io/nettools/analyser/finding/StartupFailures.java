package io.nettools.analyser.finding;

import io.nettools.analyser.opening.Failure;
import io.nettools.analyser.startup.Cause;
import io.nettools.analyser.startup.Refusal;

/**
 * Starts of a protocol that one server refused for one cause.
 *
 * @param connections with that server, those that went well included; one that only asked whether the server is there
 *     does not count when none went well
 */
record StartupFailures(Failure<Refusal> failure, long connections) {
    /** A server that closes without an answer fewer times may only have been stopped. */
    private static final int MANY = 3;

    Refusal first() {
        return failure.first();
    }

    Cause cause() {
        return first().cause();
    }

    /** "MySQL 10.0.0.2:3306". */
    String server() {
        return first().protocol().title() + " " + failure.server();
    }

    boolean database() {
        return first().protocol().database();
    }

    boolean unavailable() {
        return cause().kind() == Cause.Kind.Service && (cause() != Cause.Closes || failure.count() >= MANY);
    }

    boolean refused() {
        return cause().kind() == Cause.Kind.Access;
    }

    boolean needsTls() {
        return cause().kind() == Cause.Kind.Encryption;
    }

    /** "5 connections answered with error 1040". */
    String how() {
        String connections = Wording.count(failure.count(), "connection");
        return switch (cause()) {
            case Closes -> connections + " closed by the server without an answer";
            case TlsExpected -> connections + " answered with a TLS alert";
            case OtherVersion -> connections + " answered with another version";
            default ->
                connections + (code().isEmpty() ? " closed by the server after the login" : " answered with " + code());
        };
    }

    /** "error 1040"; empty where the server sent no number. */
    String code() {
        return first().code().isEmpty() ? "" : "error " + first().code();
    }

    String who() {
        return Wording.login(first().user(), "");
    }

    String words() {
        return Wording.words(first().words());
    }

    String example() {
        return Wording.first(first().client(), failure.firstMicros());
    }
}
