package io.nettools.analyser.finding;

import io.nettools.analyser.opening.Failure;
import io.nettools.analyser.report.TlsHandshake;

/**
 * TLS handshakes with one server that failed in one way.
 *
 * @param connections to that server, including successful ones
 */
record TlsFailures(Failure<TlsHandshake> failure, long connections) {
    String server() {
        return failure.server();
    }

    long count() {
        return failure.count();
    }

    TlsHandshake.Outcome outcome() {
        return failure.first().outcome();
    }

    boolean alert(String... names) {
        for (String name : names) {
            if (failure.first().alert().equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** The alert and its sender; empty without one. */
    String alertText() {
        TlsHandshake first = failure.first();
        String by = first.alertBy().equals("Client") ? "the client" : "the server";
        return first.alert().isEmpty() ? "" : "alert " + first.alert() + " by " + by;
    }

    /** Version and server name that the client offered, and the version that the server chose. */
    String offer() {
        TlsHandshake first = failure.first();
        String name = first.serverName().isEmpty() ? "no server name" : "server name " + first.serverName();
        String chosen = first.version().isEmpty() ? "" : ", the server chose " + first.version();
        return "the client offered up to " + first.offered() + ", " + name + chosen;
    }

    String example() {
        return Wording.first(failure.first().client(), failure.firstMicros());
    }
}
