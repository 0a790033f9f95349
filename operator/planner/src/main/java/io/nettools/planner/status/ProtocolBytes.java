package io.nettools.planner.status;

import static io.nettools.planner.status.JsonBytes.object;

/** {@link JsonBytes} of the records of what was said in a protocol. */
final class ProtocolBytes {
    private ProtocolBytes() {}

    static int of(HttpAnswer record) {
        return switch (record) {
            case HttpAnswer(
                    var client,
                    var server,
                    var version,
                    var method,
                    var path,
                    var status,
                    var error,
                    var latency) ->
                object("client", client, "server", server, "version", version, "method", method, "path", path)
                        + object("status", status, "error", error, "latencyMicroseconds", latency);
        };
    }

    static int of(DnsAnswer record) {
        return switch (record) {
            case DnsAnswer(
                    var client,
                    var server,
                    var transport,
                    var name,
                    var type,
                    var rcode,
                    var answers,
                    var queries,
                    var truncated,
                    var latency) ->
                object("client", client, "server", server, "transport", transport, "name", name, "type", type)
                        + object("rcode", rcode, "answers", answers, "queries", queries, "truncated", truncated)
                        + object("latencyMicroseconds", latency);
        };
    }

    static int of(TlsAnswer record) {
        return switch (record) {
            case TlsAnswer(
                    var client,
                    var server,
                    var serverName,
                    var offered,
                    var version,
                    var alpn,
                    var cipher,
                    var handshake,
                    var alert,
                    var alertBy,
                    var outcome) ->
                object("client", client, "server", server, "serverName", serverName, "offered", offered)
                        + object("version", version, "alpn", alpn, "cipher", cipher, "alert", alert)
                        + object("handshakeMicroseconds", handshake, "alertBy", alertBy, "outcome", outcome);
        };
    }

    static int of(PostgresAnswer record) {
        return switch (record) {
            case PostgresAnswer(
                    var client,
                    var server,
                    var user,
                    var database,
                    var encryption,
                    var authentication,
                    var outcome,
                    var severity,
                    var sqlState,
                    var condition,
                    var message,
                    var latency) ->
                object("client", client, "server", server, "user", user, "database", database)
                        + object("encryption", encryption, "authentication", authentication, "outcome", outcome)
                        + object("severity", severity, "sqlState", sqlState, "condition", condition)
                        + object("message", message, "latencyMicroseconds", latency);
        };
    }
}
