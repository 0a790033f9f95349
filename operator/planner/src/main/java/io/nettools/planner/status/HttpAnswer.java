package io.nettools.planner.status;

import io.nettools.analyser.report.HttpExchange;

/**
 * One HTTP request and its answer.
 *
 * @param client the end that asked
 * @param server the end that was asked
 * @param version HTTP/2 or gRPC; absent for HTTP/1
 * @param method e.g. GET; absent when HTTP/2's compression hides it
 * @param path the path, without its query; absent when HTTP/2's compression hides it
 * @param status of the response; absent when none was seen, or HTTP/2's compression hides it
 * @param error the name of a gRPC or HTTP/2 error, e.g. UNAVAILABLE; absent without
 * @param latencyMicroseconds from the end of the request to the beginning of the response; absent without response
 */
public record HttpAnswer(
        String client,
        String server,
        String version,
        String method,
        String path,
        Integer status,
        String error,
        Long latencyMicroseconds) {
    private static final String USUAL = "HTTP/1";

    public static HttpAnswer of(HttpExchange exchange) {
        return new HttpAnswer(
                exchange.client(),
                exchange.server(),
                USUAL.equals(exchange.version()) ? null : textOrNull(exchange.version()),
                textOrNull(exchange.method()),
                textOrNull(exchange.path()),
                exchange.status() == 0 ? null : exchange.status(),
                textOrNull(exchange.error()),
                exchange.latencyMicros() < 0 ? null : exchange.latencyMicros());
    }

    private static String textOrNull(String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
