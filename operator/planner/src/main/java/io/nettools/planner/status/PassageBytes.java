package io.nettools.planner.status;

import static io.nettools.planner.status.JsonBytes.object;

/** {@link JsonBytes} of the records of the way. */
final class PassageBytes {
    private PassageBytes() {}

    static int of(ViewAnswer record) {
        return switch (record) {
            case ViewAnswer(var place, var node, var on, var captured, var dropped, var missing, var hides) ->
                object("place", place, "node", node, "interface", on, "captured", captured)
                        + object("droppedByKernel", dropped, "missing", missing, "hides", hides);
        };
    }

    static int of(PassageAnswer record) {
        return switch (record) {
            case PassageAnswer(var protocol, var local, var remote, var translated, var points, var verdict) ->
                object("protocol", protocol, "local", local, "remote", remote, "translated", translated)
                        + object("points", points, "verdict", verdict);
        };
    }

    static int of(PassageAnswer.Point record) {
        return switch (record) {
            case PassageAnswer.Point(
                    var place,
                    var node,
                    var pod,
                    var on,
                    var sent,
                    var received,
                    var sentBytes,
                    var receivedBytes) ->
                object("place", place, "node", node, "pod", pod, "interface", on)
                        + object("sentPackets", sent, "receivedPackets", received)
                        + object("sentBytes", sentBytes, "receivedBytes", receivedBytes);
        };
    }
}
