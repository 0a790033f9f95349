package io.nettools.analyser.report;

import io.nettools.analyser.redaction.RequestTarget;

/**
 * One HTTP request with its response (RFC 9110). Of header fields none is kept but method, path, status and the status of gRPC; the path is
 * without its query and what else may be secret, whoever makes the record.
 *
 * @param client end that asked, as in {@link Flow}
 * @param server end that was asked
 * @param version {@code HTTP/1}, {@code HTTP/2} or {@code gRPC}
 * @param method e.g. GET; empty when HTTP/2's compression hides it
 * @param path the request target, what may be secret replaced by {@code ...}; empty as {@code method}
 * @param status of the response; 0 when none was seen, or HTTP/2's compression hides it
 * @param latencyMicros from the last packet of the request to the first of the response, µs; -1 when there was none
 * @param error the name of an HTTP/2 or gRPC error, e.g. UNAVAILABLE; empty without
 */
public record HttpExchange(
        String client,
        String server,
        String version,
        String method,
        String path,
        int status,
        long latencyMicros,
        String error) {
    public HttpExchange {
        path = RequestTarget.withoutSecrets(path);
    }
}
