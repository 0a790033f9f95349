package io.nettools.agent.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.nettools.agent.handover.Json;
import io.nettools.agent.topology.OpenVswitch.Bridge;
import io.nettools.agent.topology.OpenVswitch.Interface;
import io.nettools.agent.topology.OpenVswitch.Port;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class OpenVswitchTest {
    @Test
    void theNodesBridgesAreReadWithDatapathAndFailMode() throws IOException {
        OpenVswitch node = OvsNode.openShift();
        assertEquals("3.4.3-66.el9fdp", node.version());
        assertEquals(
                List.of("br-ex system ", "br-int system secure"),
                node.bridges().stream()
                        .map(bridge -> String.join(" ", bridge.name(), bridge.datapath(), bridge.failMode()))
                        .toList());
    }

    @Test
    void allPortsAreThereInTheOrderOfTheirNames() throws IOException {
        List<String> names = OvsNode.openShift().bridges().get(1).ports().stream()
                .map(Port::name)
                .toList();
        int pods = 2 + 150;
        int tunnels = 5;
        int patchInternalAndItsOwn = 3;
        assertEquals(pods + tunnels + patchInternalAndItsOwn, names.size());
        assertEquals(names.stream().sorted(Comparator.naturalOrder()).toList(), names);
    }

    @Test
    void anInterfaceHasItsTypeOptionsAndMarks() throws IOException {
        Bridge bridge = OvsNode.openShift().bridges().get(1);
        assertEquals(
                new Port(
                        "ovn-91667b-0",
                        Set.of(),
                        List.of(new Interface(
                                "ovn-91667b-0",
                                "geneve",
                                Map.of(
                                        "csum",
                                        "true",
                                        "key",
                                        "flow",
                                        "local_ip",
                                        "198.18.0.9",
                                        "remote_ip",
                                        "198.18.0.7"),
                                ""))),
                port(bridge, "ovn-91667b-0"));
        assertEquals(
                Set.of("sandbox", "iface-id", "iface-id-ver", "ip_addresses"),
                port(bridge, OvsNode.VETH).marks());
    }

    @Test
    void anEmptyInterfaceTypeMeansSystem() throws IOException {
        OpenVswitch node = OvsNode.openShift();
        for (Port port : List.of(
                port(node.bridges().get(0), "ens2f0np0"), port(node.bridges().get(1), OvsNode.VETH))) {
            assertEquals("system", port.interfaces().getFirst().type());
        }
    }

    @Test
    void theMarksOfAPortAreAlsoThoseOfItsInterface() throws IOException {
        Port port =
                read("""
                        [{}, {"rows":[{"name":"b","ports":["uuid","p"]}]},
                         {"rows":[{"_uuid":["uuid","p"],"name":"x","external_ids":["map",[["container-id","1"]]],"interfaces":["uuid","i"]}]},
                         {"rows":[{"_uuid":["uuid","i"],"name":"x","external_ids":["map",[["iface-id","2"]]],"error":"no such device"}]}]
                        """)
                        .bridges()
                        .getFirst()
                        .ports()
                        .getFirst();
        assertEquals(Set.of("container-id", "iface-id"), port.marks());
        assertEquals("no such device", port.interfaces().getFirst().error());
    }

    @Test
    void aReferenceToAMissingRowIsLeftOut() throws IOException {
        String json =
                "[{},{\"rows\":[{\"name\":\"b\",\"ports\":[\"set\",[[\"uuid\",\"gone\"],7,null]]}]},{\"rows\":[]}]";
        assertEquals(
                List.of(new Bridge("b", "system", "", List.of())), read(json).bridges());
    }

    @Property(tries = 2000)
    void anyJsonIsReadWithoutAnException(@ForAll("answers") String json) throws IOException {
        OpenVswitch read = read(json);
        OvsWay way = OvsWay.behind("a", read, device -> "");
        assertTrue(way.hops().size() <= 3 * read.bridges().size() + 1);
    }

    /** The right skeleton with any value in any place. */
    @Provide
    Arbitrary<String> answers() {
        Arbitrary<String> atom = Arbitraries.of(
                "null",
                "7",
                "true",
                "\"a\"",
                "\"b\"",
                "\"\"",
                "{}",
                "[]",
                "\"patch\"",
                "\"uuid\"",
                "[\"uuid\",\"a\"]",
                "[\"uuid\",\"b\"]",
                "[\"set\"]",
                "[\"map\",7]",
                "[\"map\",[[\"peer\",\"b\"],[\"sandbox\"],1]]");
        Arbitrary<String> value = Arbitraries.oneOf(
                atom, atom.list().ofMaxSize(4).map(all -> "[\"set\",[" + String.join(",", all) + "]]"));
        Arbitrary<String> row = value.list()
                .ofSize(9)
                .map(all ->
                        "{\"_uuid\":%s,\"name\":%s,\"type\":%s,\"ports\":%s,\"interfaces\":%s,\"options\":%s,\"external_ids\":%s,\"error\":%s,\"fail_mode\":%s}"
                                .formatted(all.toArray()));
        Arbitrary<String> table = Arbitraries.oneOf(
                atom, row.list().ofMaxSize(4).map(all -> "{\"rows\":[" + String.join(",", all) + "]}"));
        return Arbitraries.oneOf(atom, table.list().ofSize(4).map(all -> "[" + String.join(",", all) + "]"));
    }

    private static OpenVswitch read(String json) throws IOException {
        JsonNode answers = Json.MAPPER.readTree(json);
        return OpenVswitch.of(answers);
    }

    private static Port port(Bridge bridge, String name) {
        return bridge.ports().stream()
                .filter(port -> port.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
