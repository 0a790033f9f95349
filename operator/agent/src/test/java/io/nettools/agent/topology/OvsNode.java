package io.nettools.agent.topology;

import io.nettools.agent.handover.Json;
import io.nettools.agent.topology.OpenVswitch.Bridge;
import io.nettools.agent.topology.OpenVswitch.Interface;
import io.nettools.agent.topology.OpenVswitch.Port;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Configurations of Open vSwitch for tests: a real one, and the parts to build others of. */
final class OvsNode {
    static final String VETH = "7be093806debefd";

    private OvsNode() {}

    /** The answer of a real ovsdb-server on a node of OpenShift. */
    static OpenVswitch openShift() throws IOException {
        try (InputStream answer = OvsNode.class.getResourceAsStream("/openvswitch/node.json")) {
            return OpenVswitch.of(Json.MAPPER.readTree(answer));
        }
    }

    /** The kind of a device in that node's kernel. */
    static String kind(String device) {
        return switch (device) {
            case "ens2f0np0", "ens2f1np1" -> "physical";
            case "bond0" -> "bond";
            default -> device.matches("[0-9a-f]{15}|veth.*|eth0") ? "veth" : "";
        };
    }

    static OpenVswitch of(Bridge... bridges) {
        return new OpenVswitch("3.4.3", List.of(bridges));
    }

    static Bridge bridge(String name, Port... ports) {
        return new Bridge(name, "netdev", "", List.of(ports));
    }

    static Port device(String name, String... marks) {
        return port(name, "system", Map.of(), marks);
    }

    static Port patch(String name, String peer) {
        return port(name, "patch", Map.of("peer", peer));
    }

    static Port port(String name, String type, Map<String, String> options, String... marks) {
        return new Port(name, Set.of(marks), List.of(new Interface(name, type, options, "")));
    }
}
