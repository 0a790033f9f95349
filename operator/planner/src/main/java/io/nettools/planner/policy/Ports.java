package io.nettools.planner.policy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which ports of a rule are the one that a packet is for, at the pod that receives it. */
record Ports(FirstPacket packet) {
    private static final int OTHER_PORT = 2;
    private static final int OTHER_PROTOCOL = 3;
    private static final int NAMED = 3;

    Match match(List<PolicyPort> ports) {
        if (ports.isEmpty()) {
            return Match.yes();
        }
        return switch (Match.any(ports.stream().map(this::match).toList())) {
            case Match.No(int distance, String words) -> new Match.No(distance, "allows " + list(ports) + words);
            case Match.Yes yes -> yes;
            case Match.Unknown unknown -> unknown;
        };
    }

    private Match match(PolicyPort port) {
        return switch (port) {
            case PolicyPort.Range range -> range(range);
            case PolicyPort.Named named -> named(named);
            case PolicyPort.Unreadable(String why) -> new Match.Unknown(why);
        };
    }

    private Match range(PolicyPort.Range range) {
        if (range.transport() != packet.transport()) {
            return new Match.No(OTHER_PROTOCOL, ", not " + packet.words());
        }
        if (range.first() <= packet.port() && packet.port() <= range.last()) {
            return Match.yes();
        }
        boolean service = packet.servicePort() != 0
                && range.first() <= packet.servicePort()
                && packet.servicePort() <= range.last();
        return new Match.No(
                OTHER_PORT,
                service ? ", the port of the Service, not " + packet.port() + " of the pod" : ", not " + packet.port());
    }

    private Match named(PolicyPort.Named named) {
        return switch (packet.to()) {
            case Party.Pod pod -> named(named, pod);
            case Party.Unidentified() ->
                new Match.Unknown("it is not known which pod has the port " + Shown.name(named.name()));
            case Party.Node node -> new Match.No(OTHER_PORT, ", and " + node.words() + " names no ports");
            case Party.Outside() -> new Match.No(OTHER_PORT, ", and only pods name ports");
        };
    }

    private Match named(PolicyPort.Named named, Party.Pod pod) {
        List<Party.NamedPort> ofThatName = pod.ports().stream()
                .filter(one -> one.name().equals(named.name()))
                .filter(one -> named.transport().isEmpty() || named.transport().equals(Optional.of(one.transport())))
                .toList();
        List<Party.NamedPort> reached = ofThatName.stream()
                .filter(one -> one.transport() == packet.transport() && one.number() == packet.port())
                .toList();
        if (!reached.isEmpty()) {
            return certain(reached, pod);
        }
        String number = ofThatName.isEmpty()
                ? ", which " + pod.words() + " does not name"
                : ", which is " + ofThatName.getFirst().number() + " of " + pod.words() + ", not " + packet.port();
        return new Match.No(OTHER_PORT, number);
    }

    private static Match certain(List<Party.NamedPort> reached, Party.Pod pod) {
        if (pod.hostNetwork()) {
            return new Match.Unknown("a rule names a port of " + pod.words() + ", which has hostNetwork");
        }
        return reached.stream().allMatch(Party.NamedPort::sidecar)
                ? new Match.Unknown("a rule names a port of a sidecar, which not every network plugin knows")
                : Match.yes();
    }

    private static String list(List<PolicyPort> ports) {
        String first = ports.stream().limit(NAMED).map(Ports::words).collect(Collectors.joining(", "));
        return first + (ports.size() > NAMED ? " and " + (ports.size() - NAMED) + " more" : "");
    }

    private static String words(PolicyPort port) {
        return switch (port) {
            case PolicyPort.Range(Transport transport, int first, int last)
            when first == last -> transport + " " + first;
            case PolicyPort.Range range
            when range.last() - range.first() >= PolicyPort.HIGHEST - 1 ->
                range.transport().name();
            case PolicyPort.Range(Transport transport, int first, int last) -> transport + " " + first + "-" + last;
            case PolicyPort.Named(Optional<Transport> transport, String name) ->
                transport.map(is -> is + " ").orElse("") + "port " + Shown.name(name);
            case PolicyPort.Unreadable ignored -> "...";
        };
    }
}
