package io.nettools.planner.status;

import io.nettools.analyser.report.NetworkInterface;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How many bytes a status is for those who watch it: the JSON that the API server writes. Go's encoding/json escapes {@code <},
 * {@code >} and {@code &} with six bytes each, and so a packet line costs more than its length. Where writers differ, the most.
 *
 * <p>Each record is taken apart by name, so that a new component does not compile until it is counted.
 */
public final class JsonBytes {
    private static final int ESCAPED = 6;

    private JsonBytes() {}

    public static int of(Status status) {
        return value(status);
    }

    /** Without the quotes around it. */
    static int of(String text) {
        return text.codePoints().map(JsonBytes::character).sum();
    }

    static int character(int codePoint) {
        return switch (codePoint) {
            case '"', '\\' -> 2;
            case '<', '>', '&', '\u2028', '\u2029' -> ESCAPED;
            default -> codePoint < ' ' ? ESCAPED : utf8(codePoint);
        };
    }

    /** Half a surrogate pair is no character: a writer replaces or escapes it. */
    private static int utf8(int codePoint) {
        if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
            return ESCAPED;
        }
        return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
    }

    static int value(Object value) {
        return switch (value) {
            case Number number -> number.toString().length();
            case Boolean bool -> bool.toString().length();
            case Optional<?> optional -> optional.map(JsonBytes::value).orElse(0);
            case List<?> list -> list.stream().mapToInt(item -> value(item) + 1).sum() + 2;
            case Map<?, ?> map ->
                map.entrySet().stream()
                                .mapToInt(entry -> field(entry.getKey().toString(), entry.getValue()))
                                .sum()
                        + 2;
            case Record record -> record(record);
            default -> of(value.toString()) + 2;
        };
    }

    private static int record(Record record) {
        return switch (record) {
            case Status it -> status(it);
            case Condition(var type, var truth, var reason, var message, var generation, var since) ->
                object("type", type, "status", truth, "reason", reason, "message", message)
                        + object("observedGeneration", generation, "lastTransitionTime", since);
            case TargetStatus it -> target(it);
            case CaptureCounters(var captured, var received, var dropped, var unread, var bytes, var stop, var twice) ->
                object("captured", captured, "receivedByFilter", received, "droppedByKernel", dropped)
                        + object("unread", unread, "bytes", bytes, "stopReason", stop, "loopbackCountedTwice", twice);
            case NetworkInterface(
                    var index,
                    var name,
                    var peerIndex,
                    var state,
                    var mtu,
                    var mac,
                    var addresses,
                    var packets) ->
                object("index", index, "name", name, "peerIndex", peerIndex, "state", state, "mtu", mtu)
                        + object("mac", mac, "addresses", addresses, "packets", packets);
            case Conversation it -> ConversationBytes.of(it);
            case TcpDetails it -> ConversationBytes.of(it);
            case TcpSender it -> ConversationBytes.of(it);
            case HttpAnswer it -> ProtocolBytes.of(it);
            case FindingAnswer(var code, var severity, var message, var evidence, var nextStep, var place) ->
                object("code", code, "severity", severity, "message", message)
                        + object("evidence", evidence, "nextStep", nextStep, "place", place);
            case DnsAnswer it -> ProtocolBytes.of(it);
            case TlsAnswer it -> ProtocolBytes.of(it);
            case PostgresAnswer it -> ProtocolBytes.of(it);
            case ConntrackSummary it -> ConntrackBytes.of(it);
            case ConntrackSummary.Events it -> ConntrackBytes.of(it);
            case ConntrackSummary.Translation it -> ConntrackBytes.of(it);
            case ConntrackSummary.Table it -> ConntrackBytes.of(it);
            case ProbeAnswer it -> ProbeBytes.of(it);
            case ProbeAnswer.Attempt it -> ProbeBytes.of(it);
            case ViewAnswer it -> PassageBytes.of(it);
            case PassageAnswer it -> PassageBytes.of(it);
            case PassageAnswer.Point it -> PassageBytes.of(it);
            default -> TopologyBytes.of(record);
        };
    }

    private static int status(Status status) {
        return switch (status) {
            case Status(
                    var generation,
                    var summary,
                    var target,
                    var nodes,
                    var packets,
                    var lost,
                    var admitted,
                    var began,
                    var finished,
                    var conditions,
                    var targets) ->
                object("observedGeneration", generation, "summary", summary, "target", target, "nodes", nodes)
                        + object("packets", packets, "lost", lost, "admittedTime", admitted)
                        + object("startTime", began, "finishTime", finished)
                        + object("conditions", conditions, "targets", targets);
        };
    }

    private static int target(TargetStatus target) {
        return switch (target) {
            case TargetStatus(
                    var pod,
                    var role,
                    var uid,
                    var node,
                    var podIPs,
                    var reachedBy,
                    var reason,
                    var message,
                    var summary,
                    var on,
                    var capture,
                    var interfaces,
                    var topology,
                    var probe,
                    var views,
                    var passageCount,
                    var passages,
                    var findings,
                    var flowCount,
                    var flows,
                    var httpCount,
                    var http,
                    var dnsCount,
                    var dns,
                    var tlsCount,
                    var tls,
                    var postgresCount,
                    var postgres,
                    var conntrack,
                    var packets,
                    var notes) ->
                object(
                                "pod", pod, "role", role, "uid", uid, "node", node, "podIPs", podIPs, "reason", reason,
                                "message", message)
                        + object("reachedBy", reachedBy)
                        + object("summary", summary, "interface", on, "capture", capture, "interfaces", interfaces)
                        + object(
                                "findings",
                                findings,
                                "dnsCount",
                                dnsCount,
                                "dns",
                                dns,
                                "tlsCount",
                                tlsCount,
                                "tls",
                                tls)
                        + object("views", views, "passageCount", passageCount, "passages", passages)
                        + object("postgresCount", postgresCount, "postgres", postgres)
                        + object("flowCount", flowCount, "flows", flows, "httpCount", httpCount, "http", http)
                        + object(
                                "conntrack",
                                conntrack,
                                "topology",
                                topology,
                                "probe",
                                probe,
                                "packets",
                                packets,
                                "notes",
                                notes);
        };
    }

    /** Braces and fields, of which those that have nothing to say are left out. */
    static int object(Object... namesAndValues) {
        int bytes = 2;
        for (int i = 0; i < namesAndValues.length; i += 2) {
            bytes += field(namesAndValues[i].toString(), namesAndValues[i + 1]);
        }
        return bytes;
    }

    private static int field(String name, Object value) {
        boolean nothing = value == null
                || value.equals("")
                || value.equals(Optional.empty())
                || value.equals(List.of())
                || value.equals(Map.of());
        return nothing ? 0 : of(name) + value(value) + 4;
    }
}
