package io.nettools.analyser.finding;

import io.nettools.analyser.greeting.Misunderstanding;
import io.nettools.analyser.greeting.Protocol;
import io.nettools.analyser.opening.Failure;

/**
 * Connections with one server that speaks another protocol than its clients.
 *
 * @param connections with that server, those that went well included
 */
record Misunderstandings(Failure<Misunderstanding> failure, long connections) {
    String server() {
        return failure.server();
    }

    /** What the client speaks. */
    String asked() {
        return failure.first().asked().title();
    }

    /** What the server speaks; HTTP has two protocols. */
    String answered() {
        Misunderstanding first = failure.first();
        boolean older = first.answered() == Protocol.Http && first.asked() == Protocol.Http2;
        return older ? "HTTP/1" : first.answered().title();
    }

    boolean wantsTls() {
        return failure.first().answered() == Protocol.Tls && failure.first().asked() != Protocol.Ssh;
    }
}
