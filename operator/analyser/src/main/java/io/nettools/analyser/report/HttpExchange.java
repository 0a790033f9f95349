package io.nettools.analyser.report;

/**
 * One HTTP/1 request with its response (RFC 9112). Header fields are never kept, the path is without its query.
 *
 * @param client end that asked, as in {@link Flow}
 * @param server end that was asked
 * @param method e.g. GET
 * @param path the request target; a query is replaced by {@code ?...}
 * @param status of the response; 0 when none was seen
 * @param latencyMicros from the last packet of the request to the first of the response, µs; -1 when there was none
 */
public record HttpExchange(String client, String server, String method, String path, int status, long latencyMicros) {}
