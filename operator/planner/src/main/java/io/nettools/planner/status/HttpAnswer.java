package io.nettools.planner.status;

import io.nettools.analyser.report.HttpExchange;

/**
 * One HTTP/1 request and its answer.
 *
 * @param client the end that asked
 * @param server the end that was asked
 * @param method e.g. GET
 * @param path the path, without its query
 * @param status of the response; absent when none was seen
 * @param latencyMicroseconds from the end of the request's head to the beginning of the response; absent without response
 */
public record HttpAnswer(
        String client, String server, String method, String path, Integer status, Long latencyMicroseconds) {

    static HttpAnswer of(HttpExchange exchange) {
        return new HttpAnswer(
                exchange.client(),
                exchange.server(),
                exchange.method(),
                exchange.path(),
                exchange.status() == 0 ? null : exchange.status(),
                exchange.latencyMicros() < 0 ? null : exchange.latencyMicros());
    }
}
