package io.nettools.planner.status;

import static io.nettools.planner.status.JsonBytes.object;

/** {@link JsonBytes} of the records of what came of a request of the trace's own. */
final class ProbeBytes {
    private ProbeBytes() {}

    static int of(ProbeAnswer record) {
        return switch (record) {
            case ProbeAnswer(var from, var request, var count, var succeeded, var results) ->
                object("from", from, "request", request, "count", count, "succeeded", succeeded, "results", results);
        };
    }

    static int of(ProbeAnswer.Attempt record) {
        return switch (record) {
            case ProbeAnswer.Attempt(
                    var outcome,
                    var code,
                    var name,
                    var connect,
                    var tls,
                    var firstByte,
                    var total,
                    var message,
                    var address) ->
                object("outcome", outcome, "status", code, "nameMicroseconds", name, "connectMicroseconds", connect)
                        + object("tlsMicroseconds", tls, "firstByteMicroseconds", firstByte)
                        + object("totalMicroseconds", total, "message", message, "address", address);
        };
    }
}
