package io.nettools.planner.status;

import static io.nettools.planner.status.JsonBytes.object;

/** {@link JsonBytes} of the records of connection tracking. */
final class ConntrackBytes {
    private ConntrackBytes() {}

    static int of(ConntrackSummary summary) {
        return switch (summary) {
            case ConntrackSummary(
                    var scope,
                    var tracking,
                    var reason,
                    var entries,
                    var events,
                    var states,
                    var translated,
                    var translations,
                    var table,
                    var lost) ->
                object("scope", scope, "tracking", tracking, "reason", reason, "entries", entries, "events", events)
                        + object("states", states, "translated", translated, "translations", translations)
                        + object("table", table, "lost", lost);
        };
    }

    static int of(ConntrackSummary.Events record) {
        return switch (record) {
            case ConntrackSummary.Events(var created, var updated, var destroyed) ->
                object("created", created, "updated", updated, "destroyed", destroyed);
        };
    }

    static int of(ConntrackSummary.Translation record) {
        return switch (record) {
            case ConntrackSummary.Translation(
                    var protocol,
                    var client,
                    var server,
                    var translatedServer,
                    var translatedClient,
                    var connections,
                    var replied) ->
                object("protocol", protocol, "client", client, "server", server)
                        + object("translatedServer", translatedServer, "translatedClient", translatedClient)
                        + object("connections", connections, "replied", replied);
        };
    }

    static int of(ConntrackSummary.Table record) {
        return switch (record) {
            case ConntrackSummary.Table(
                    var entries,
                    var limit,
                    var insertFailed,
                    var dropped,
                    var earlyDropped,
                    var invalid) ->
                object("entries", entries, "limit", limit, "insertFailed", insertFailed)
                        + object("dropped", dropped, "earlyDropped", earlyDropped, "invalid", invalid);
        };
    }
}
