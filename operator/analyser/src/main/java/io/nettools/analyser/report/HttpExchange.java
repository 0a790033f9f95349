package io.nettools.analyser.report;

import io.nettools.analyser.redaction.RequestTarget;

/**
 * One HTTP request and its response (RFC 9110). Of header fields none is kept but method, path, status and the status of gRPC; the
 * path has no query and nothing else that may be secret, whoever makes the record.
 *
 * @param client the end that sent the request
 * @param server the end that received the request
 * @param version HTTP/2 or gRPC; absent for HTTP/1
 * @param method e.g. GET; text from the network; absent when HTTP/2's compression hides it
 * @param path the path, without its query; text from the network; absent when HTTP/2's compression hides it
 * @param status status of the response; absent when none was seen, or HTTP/2's compression hides it
 * @param error name of a gRPC or HTTP/2 error, e.g. UNAVAILABLE, or "cut off after 600 of 50000 bytes"; absent without an error
 * @param latencyMicroseconds from the end of the request to the beginning of the response; absent without a response
 * @param time when the end of the request was captured (RFC 3339)
 */
public record HttpExchange(
        String client,
        String server,
        String version,
        String method,
        String path,
        Integer status,
        String error,
        Long latencyMicroseconds,
        String time) {
    public HttpExchange {
        path = RequestTarget.withoutSecrets(path);
    }
}
