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
            case Conversation it -> conversation(it);
            case TcpDetails it -> details(it);
            case TcpSender it -> sender(it);
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
            case FindingAnswer(var code, var severity, var message, var evidence, var nextStep) ->
                object("code", code, "severity", severity, "message", message)
                        + object("evidence", evidence, "nextStep", nextStep);
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
            case ConntrackSummary summary -> conntrack(summary);
            case ConntrackSummary.Events(var created, var updated, var destroyed) ->
                object("created", created, "updated", updated, "destroyed", destroyed);
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
            case ConntrackSummary.Table(
                    var entries,
                    var limit,
                    var insertFailed,
                    var dropped,
                    var earlyDropped,
                    var invalid) ->
                object("entries", entries, "limit", limit, "insertFailed", insertFailed)
                        + object("dropped", dropped, "earlyDropped", earlyDropped, "invalid", invalid);
            case ProbeAnswer(var from, var request, var count, var succeeded, var results) ->
                object("from", from, "request", request, "count", count, "succeeded", succeeded, "results", results);
            case ProbeAnswer.Attempt(
                    var outcome,
                    var code,
                    var name,
                    var connect,
                    var tls,
                    var firstByte,
                    var total,
                    var message) ->
                object("outcome", outcome, "status", code, "nameMicroseconds", name, "connectMicroseconds", connect)
                        + object("tlsMicroseconds", tls, "firstByteMicroseconds", firstByte)
                        + object("totalMicroseconds", total, "message", message);
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
                    var uid,
                    var node,
                    var podIPs,
                    var reason,
                    var message,
                    var summary,
                    var on,
                    var capture,
                    var interfaces,
                    var topology,
                    var probe,
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
                object("pod", pod, "uid", uid, "node", node, "podIPs", podIPs, "reason", reason, "message", message)
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

    private static int conntrack(ConntrackSummary summary) {
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

    private static int conversation(Conversation conversation) {
        return switch (conversation) {
            case Conversation(
                    var protocol,
                    var client,
                    var server,
                    var packetsToServer,
                    var packetsToClient,
                    var bytesToServer,
                    var bytesToClient,
                    var handshake,
                    var retransmissions,
                    var resetBy,
                    var end,
                    var tunnel,
                    var tcp) ->
                object("protocol", protocol, "client", client, "server", server, "resetBy", resetBy, "end", end)
                        + object("tunnel", tunnel, "tcp", tcp)
                        + object("packetsToServer", packetsToServer, "packetsToClient", packetsToClient)
                        + object("bytesToServer", bytesToServer, "bytesToClient", bytesToClient)
                        + object("handshakeMicroseconds", handshake, "retransmissions", retransmissions);
        };
    }

    private static int details(TcpDetails tcp) {
        return switch (tcp) {
            case TcpDetails(
                    var clientHandshakeMicroseconds,
                    var serverHandshakeMicroseconds,
                    var resetState,
                    var resetAfterMicroseconds,
                    var answers,
                    var thinkMicroseconds,
                    var longestThinkMicroseconds,
                    var longestIdleMicroseconds,
                    var fromClient,
                    var fromServer) ->
                object(
                                "clientHandshakeMicroseconds",
                                clientHandshakeMicroseconds,
                                "serverHandshakeMicroseconds",
                                serverHandshakeMicroseconds,
                                "resetState",
                                resetState)
                        + object(
                                "resetAfterMicroseconds",
                                resetAfterMicroseconds,
                                "answers",
                                answers,
                                "thinkMicroseconds",
                                thinkMicroseconds)
                        + object(
                                "longestThinkMicroseconds",
                                longestThinkMicroseconds,
                                "longestIdleMicroseconds",
                                longestIdleMicroseconds,
                                "fromClient",
                                fromClient)
                        + object("fromServer", fromServer);
        };
    }

    private static int sender(TcpSender end) {
        return switch (end) {
            case TcpSender(
                    var mss,
                    var windowScale,
                    var largestSegment,
                    var roundTripMicroseconds,
                    var synRetries,
                    var timeouts,
                    var fastRetransmissions,
                    var tailProbes,
                    var spuriousRetransmissions,
                    var lostBeforeCapture,
                    var outOfOrder,
                    var duplicateAcks,
                    var missedBytes,
                    var lackingBytes,
                    var zeroWindows,
                    var zeroWindowMicroseconds,
                    var longestZeroWindowMicroseconds,
                    var zeroWindowProbes,
                    var windowFull,
                    var keepAlives,
                    var longestStallMicroseconds,
                    var onlySmallSegmentsPass) ->
                object("mss", mss, "windowScale", windowScale, "largestSegment", largestSegment)
                        + object(
                                "roundTripMicroseconds",
                                roundTripMicroseconds,
                                "synRetries",
                                synRetries,
                                "timeouts",
                                timeouts)
                        + object(
                                "fastRetransmissions",
                                fastRetransmissions,
                                "tailProbes",
                                tailProbes,
                                "spuriousRetransmissions",
                                spuriousRetransmissions)
                        + object(
                                "lostBeforeCapture",
                                lostBeforeCapture,
                                "outOfOrder",
                                outOfOrder,
                                "duplicateAcks",
                                duplicateAcks)
                        + object("missedBytes", missedBytes, "lackingBytes", lackingBytes, "zeroWindows", zeroWindows)
                        + object(
                                "zeroWindowMicroseconds",
                                zeroWindowMicroseconds,
                                "longestZeroWindowMicroseconds",
                                longestZeroWindowMicroseconds,
                                "zeroWindowProbes",
                                zeroWindowProbes)
                        + object(
                                "windowFull",
                                windowFull,
                                "keepAlives",
                                keepAlives,
                                "longestStallMicroseconds",
                                longestStallMicroseconds)
                        + object("onlySmallSegmentsPass", onlySmallSegmentsPass);
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
