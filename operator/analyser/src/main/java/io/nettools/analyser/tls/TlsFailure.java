package io.nettools.analyser.tls;

import io.nettools.analyser.report.TlsHandshake;

/**
 * Handshakes with one server that failed in the same way.
 *
 * @param server address and port
 * @param count how many
 * @param firstMicros when the first of them failed, µs since the epoch
 * @param first of them
 */
public record TlsFailure(String server, long count, long firstMicros, TlsHandshake first) {
    TlsFailure more() {
        return new TlsFailure(server, count + 1, firstMicros, first);
    }
}
