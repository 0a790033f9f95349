package io.nettools.agent.topology;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The configuration of a node's Open vSwitch, as its database has it (ovs-vswitchd.conf.db(5)); bridges and ports in
 * the order of their names. Texts are unchanged, since ports find each other by them. The code that shows one makes it
 * printable and short.
 *
 * @param version of Open vSwitch; empty before it has first run
 */
public record OpenVswitch(String version, List<Bridge> bridges) {
    /** Operations of RFC 7047, section 5.2.2, in whose order {@link #of} takes the answers. */
    static final String QUERY =
            """
            {"op":"select","table":"Open_vSwitch","where":[],"columns":["ovs_version"]},
            {"op":"select","table":"Bridge","where":[],"columns":["name","datapath_type","fail_mode","ports"]},
            {"op":"select","table":"Port","where":[],"columns":["_uuid","name","external_ids","interfaces"]},
            {"op":"select","table":"Interface","where":[],"columns":["_uuid","name","type","options","external_ids","error"]}\
            """;

    private static final int ROOT = 0;
    private static final int BRIDGES = 1;
    private static final int PORTS = 2;
    private static final int INTERFACES = 3;

    public OpenVswitch {
        bridges = List.copyOf(bridges);
    }

    /**
     * A switch.
     *
     * @param datapath system (the kernel's) or netdev (user space)
     * @param failMode what happens without a controller: secure (nothing passes) or standalone; empty when it is not
     *     set
     */
    public record Bridge(String name, String datapath, String failMode, List<Port> ports) {
        public Bridge {
            ports = List.copyOf(ports);
        }
    }

    /**
     * A port of a bridge.
     *
     * @param marks the keys of its and its interfaces' external_ids: a network plugin notes there what it has made the
     *     port for
     * @param interfaces one, or several when it is a bond
     */
    public record Port(String name, Set<String> marks, List<Interface> interfaces) {
        public Port {
            marks = Set.copyOf(marks);
            interfaces = List.copyOf(interfaces);
        }
    }

    /**
     * An interface by which a port sends and receives.
     *
     * @param type system for a device of the node, else internal, patch, geneve …
     * @param options of its type, as a patch port's peer
     * @param error why it does not work; empty when it does
     */
    public record Interface(String name, String type, Map<String, String> options, String error) {
        public Interface {
            options = Map.copyOf(options);
        }
    }

    /**
     * Reads the configuration from the answers.
     *
     * @param answers to {@link #QUERY}; what is missing or of another kind is taken as absent
     */
    static OpenVswitch of(JsonNode answers) {
        Map<String, JsonNode> interfaces = byId(answers.path(INTERFACES));
        Map<String, JsonNode> ports = byId(answers.path(PORTS));
        List<Bridge> bridges = new ArrayList<>();
        for (JsonNode row : rows(answers.path(BRIDGES))) {
            bridges.add(bridge(row, ports, interfaces));
        }
        bridges.sort(Comparator.comparing(Bridge::name));
        return new OpenVswitch(
                OvsdbNotation.text(rows(answers.path(ROOT)).path(0).path("ovs_version")), bridges);
    }

    private static Bridge bridge(JsonNode row, Map<String, JsonNode> ports, Map<String, JsonNode> interfaces) {
        String datapath = OvsdbNotation.text(row.path("datapath_type"));
        return new Bridge(
                OvsdbNotation.text(row.path("name")),
                datapath.isEmpty() ? "system" : datapath,
                OvsdbNotation.text(row.path("fail_mode")),
                referred(row.path("ports"), ports).stream()
                        .map(port -> port(port, interfaces))
                        .sorted(Comparator.comparing(Port::name))
                        .toList());
    }

    private static Port port(JsonNode row, Map<String, JsonNode> interfaces) {
        Set<String> marks =
                new HashSet<>(OvsdbNotation.map(row.path("external_ids")).keySet());
        List<Interface> own = new ArrayList<>();
        for (JsonNode one : referred(row.path("interfaces"), interfaces)) {
            marks.addAll(OvsdbNotation.map(one.path("external_ids")).keySet());
            own.add(networkInterface(one));
        }
        own.sort(Comparator.comparing(Interface::name));
        return new Port(OvsdbNotation.text(row.path("name")), marks, own);
    }

    private static Interface networkInterface(JsonNode row) {
        String type = OvsdbNotation.text(row.path("type"));
        return new Interface(
                OvsdbNotation.text(row.path("name")),
                type.isEmpty() ? "system" : type,
                OvsdbNotation.map(row.path("options")),
                OvsdbNotation.text(row.path("error")));
    }

    private static JsonNode rows(JsonNode answer) {
        return answer.path("rows");
    }

    private static Map<String, JsonNode> byId(JsonNode answer) {
        Map<String, JsonNode> rows = new HashMap<>();
        for (JsonNode row : rows(answer)) {
            rows.put(OvsdbNotation.id(row.path("_uuid")), row);
        }
        return rows;
    }

    private static List<JsonNode> referred(JsonNode references, Map<String, JsonNode> rows) {
        return OvsdbNotation.set(references).stream()
                .map(OvsdbNotation::id)
                .distinct()
                .map(rows::get)
                .filter(Objects::nonNull)
                .toList();
    }
}
