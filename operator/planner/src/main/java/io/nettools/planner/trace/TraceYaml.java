package io.nettools.planner.trace;

import io.nettools.analyser.order.CaptureOptions;
import io.nettools.analyser.order.InterfaceName;
import io.nettools.analyser.order.Probe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A trace as a user writes it, in four lines. The first line is not a bracket, after which older versions of kubectl
 * expect JSON; and kubectl prints a text of several lines as it is, where it would fold and quote a long one.
 */
public final class TraceYaml {
    /** Longest beginning of a generated name: the API server adds five characters, and a label has room for 63. */
    private static final int NAME = 58;

    /** A name that YAML reads as a text. */
    private static final Pattern PLAIN = Pattern.compile("[a-z][-a-z0-9]*");

    /** Names that YAML 1.1 does not read as a text. */
    private static final Set<String> WORDS = Set.of("true", "false", "yes", "no", "on", "off", "null", "y", "n");

    private static final Pattern PRINTABLE = Pattern.compile("[ -~]*");
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final long SECOND = 1000;

    /** Status codes that a probe expects, if nothing else is written. */
    private static final String USUAL = "200-399";

    private TraceYaml() {}

    /**
     * The YAML of a further trace beside this one; empty when the spec has a text with characters that it does not
     * write.
     */
    public static Optional<String> of(Trace.Identity beside, TraceSpec spec) {
        Stream<Optional<String>> fields = Stream.of(
                Optional.of("target: {" + target(spec.target()) + "}"),
                Optional.of("duration: " + text(spec.duration())),
                capture(spec.capture()),
                spec.probe().map(TraceYaml::probe),
                spec.peer().map(peer -> "peer: {" + peer(peer) + "}"));
        String yaml =
                """
                apiVersion: nettools.io/v1alpha1
                kind: NetworkTrace
                metadata: {generateName: %s, namespace: %s}
                spec: {%s}"""
                        .formatted(
                                quoted(beginning(beside.name())),
                                quoted(beside.namespace()),
                                fields.flatMap(Optional::stream).collect(Collectors.joining(", ")));
        return yaml.lines().allMatch(line -> PRINTABLE.matcher(line).matches()) ? Optional.of(yaml) : Optional.empty();
    }

    /** The beginning of a name that ends as a name may. */
    private static String beginning(String name) {
        String cut = name.substring(0, Math.min(name.length(), NAME - 1));
        return cut.replaceAll("[-.]+$", "") + "-";
    }

    private static String target(TargetRef target) {
        return switch (target) {
            case TargetRef.Pod(var name) -> "pod: " + quoted(name);
            case TargetRef.Endpoints(var name, var most) -> "service: " + quoted(name);
            default -> throw new IllegalArgumentException("neither a pod nor a Service: " + target);
        };
    }

    private static String peer(PeerRef peer) {
        return switch (peer) {
            case PeerRef.Pods(var pods) -> target(pods);
            case PeerRef.Address(var address) -> "address: " + quoted(address);
        };
    }

    private static Optional<String> capture(CaptureOptions capture) {
        List<String> fields = new ArrayList<>();
        if (!capture.networkInterface().equals(InterfaceName.ANY)) {
            fields.add("interface: " + quoted(capture.networkInterface()));
        }
        if (!capture.filter().isEmpty()) {
            fields.add("filter: " + quoted(BLANKS.matcher(capture.filter()).replaceAll(" ")));
        }
        return fields.isEmpty() ? Optional.empty() : Optional.of("capture: {" + String.join(", ", fields) + "}");
    }

    private static String probe(Probe probe) {
        List<String> fields = new ArrayList<>();
        fields.add(request(probe.request()));
        if (probe.from() != Probe.From.Pod) {
            fields.add("from: " + probe.from());
        }
        if (probe.count() > 1) {
            fields.add("count: " + probe.count());
        }
        if (probe.intervalMillis() != SECOND) {
            fields.add("interval: " + text(Duration.ofMillis(probe.intervalMillis())));
        }
        return "probe: {" + String.join(", ", fields) + "}";
    }

    private static String request(Probe.Request request) {
        return switch (request) {
            case Probe.Tcp(var host, var port) -> "tcp: {host: " + quoted(host) + ", port: " + port + "}";
            case Probe.Icmp(var host) -> "icmp: {host: " + quoted(host) + "}";
            case Probe.Dns(var name, var type, var server) ->
                "dns: {name: " + quoted(name)
                        + (type.equals("A") ? "" : ", type: " + type)
                        + (server.isEmpty() ? "" : ", server: " + quoted(server)) + "}";
            case Probe.Http(var url, var lowest, var highest, var skipVerify) ->
                "http: {url: " + quoted(url) + expected(lowest + "-" + highest)
                        + (skipVerify ? ", insecureSkipTLSVerify: true" : "") + "}";
        };
    }

    private static String expected(String statuses) {
        return statuses.equals(USUAL) ? "" : ", expectStatus: " + quoted(statuses);
    }

    private static String quoted(String text) {
        return PLAIN.matcher(text).matches() && !WORDS.contains(text) ? text : "'" + text.replace("'", "''") + "'";
    }

    /** A duration as the schema takes it, e.g. 30s or 1500ms. */
    private static String text(Duration duration) {
        return duration.toMillis() % SECOND == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }
}
