package io.nettools.controller.observe;

import com.fasterxml.jackson.databind.JsonNode;
import io.nettools.planner.policy.PolicyPort;
import io.nettools.planner.policy.Transport;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The ports of a rule, in the three notations. */
final class PolicyPorts {
    private PolicyPorts() {}

    /** {@code {protocol, port, endPort}} of NetworkPolicy; port is a number or a name. */
    static PolicyPort namespaced(JsonNode port) {
        String unknown = PolicyFields.unknown(port, "protocol", "port", "endPort");
        JsonNode first = port.path("port");
        JsonNode last = port.path("endPort");
        if (!unknown.isEmpty()) {
            return new PolicyPort.Unreadable(unknown);
        }
        if (PolicyFields.present(last) && !(first.isInt() && last.isInt())) {
            return new PolicyPort.Unreadable("an endPort has no number to begin with");
        }
        return of(port, transport -> {
            if (!PolicyFields.present(first)) {
                return PolicyPort.all(transport);
            }
            return first.isInt()
                    ? new PolicyPort.Range(
                            transport, first.asInt(), PolicyFields.present(last) ? last.asInt() : first.asInt())
                    : new PolicyPort.Named(Optional.of(transport), first.asText());
        });
    }

    /** {@code portNumber}, {@code portRange} or {@code namedPort} of v1alpha1. */
    static PolicyPort admin(JsonNode port) {
        return only(port, "portNumber", "portRange", "namedPort")
                .map(name -> switch (name) {
                    case "portNumber" -> number(port.path(name));
                    case "portRange" -> range(port.path(name));
                    default ->
                        new PolicyPort.Named(Optional.empty(), port.path(name).asText());
                })
                .orElseGet(PolicyPorts::odd);
    }

    private static PolicyPort number(JsonNode number) {
        String unknown = PolicyFields.unknown(number, "protocol", "port");
        return unknown.isEmpty() && number.path("port").isInt()
                ? of(
                        number,
                        transport ->
                                PolicyPort.one(transport, number.path("port").asInt()))
                : odd();
    }

    private static PolicyPort range(JsonNode range) {
        String unknown = PolicyFields.unknown(range, "protocol", "start", "end");
        return unknown.isEmpty() ? of(range, transport -> between(transport, range)) : odd();
    }

    private static PolicyPort between(Transport transport, JsonNode range) {
        return range.path("start").isInt() && range.path("end").isInt()
                ? new PolicyPort.Range(
                        transport,
                        range.path("start").asInt(),
                        range.path("end").asInt())
                : odd();
    }

    /** {@code tcp}, {@code udp}, {@code sctp} or {@code destinationNamedPort} of v1alpha2. */
    static PolicyPort cluster(JsonNode protocol) {
        return only(protocol, "tcp", "udp", "sctp", "destinationNamedPort")
                .map(name -> name.equals("destinationNamedPort")
                        ? new PolicyPort.Named(
                                Optional.empty(), protocol.path(name).asText())
                        : destination(Transport.valueOf(name.toUpperCase(Locale.ROOT)), protocol.path(name)))
                .orElseGet(PolicyPorts::odd);
    }

    private static PolicyPort destination(Transport transport, JsonNode protocol) {
        if (only(protocol, "destinationPort").isEmpty()) {
            return odd();
        }
        JsonNode port = protocol.path("destinationPort");
        return only(port, "number", "range")
                .map(name -> {
                    JsonNode value = port.path(name);
                    boolean number = name.equals("number");
                    if (number) {
                        return value.isInt() ? PolicyPort.one(transport, value.asInt()) : odd();
                    }
                    return PolicyFields.unknown(value, "start", "end").isEmpty() ? between(transport, value) : odd();
                })
                .orElseGet(PolicyPorts::odd);
    }

    /** The only field of an object, if it is one of these. */
    private static Optional<String> only(JsonNode object, String... names) {
        List<String> present = Stream.of(names)
                .filter(name -> PolicyFields.present(object.path(name)))
                .toList();
        return PolicyFields.unknown(object, names).isEmpty() && present.size() == 1
                ? Optional.of(present.getFirst())
                : Optional.empty();
    }

    /** Without a protocol it is TCP. */
    private static PolicyPort of(JsonNode port, Function<Transport, PolicyPort> made) {
        String protocol = port.path("protocol").asText("TCP");
        return Stream.of(Transport.TCP, Transport.UDP, Transport.SCTP)
                .filter(transport -> transport.name().equals(protocol))
                .findFirst()
                .map(made)
                .orElseGet(
                        () -> new PolicyPort.Unreadable("protocol " + PolicyFields.quoted(protocol) + " is not known"));
    }

    private static PolicyPort odd() {
        return new PolicyPort.Unreadable("a port cannot be read");
    }
}
