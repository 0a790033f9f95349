package io.nettools.planner.status;

import static io.nettools.planner.topology.ATopology.topology;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.Topology;
import io.nettools.analyser.report.Topology.Bridge;
import io.nettools.analyser.report.Topology.Port;
import io.nettools.planner.topology.ATopology;
import io.nettools.planner.topology.Drawing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TopologyAnswerTest {
    private static final TopologyAnswer OVN = answer(ATopology.ovnKubernetes()
            .neighbour("10.128.0.1 dev eth0 lladdr 0a:58:0a:80:00:01 REACHABLE")
            .route("10.128.0.0/14 via 10.128.0.1 dev eth0")
            .unknown("What other nodes do with a packet cannot be seen from here."));

    @Test
    void theAnswerHasTheFactsAndTheirDrawing() {
        Topology facts = ATopology.ovnKubernetes().made();
        TopologyAnswer answer = TopologyAnswer.of(facts, "web-1", "node-1");
        assertEquals(Drawing.of(facts, "web-1", "node-1"), answer.drawing());
        assertEquals(
                facts,
                new Topology(
                        answer.links().stream()
                                .map(link -> new Topology.Link(
                                        link.name(),
                                        link.index(),
                                        link.kind(),
                                        link.mtu(),
                                        Optional.ofNullable(link.peer())))
                                .toList(),
                        answer.way(),
                        answer.bridges(),
                        answer.tunnels(),
                        answer.routes(),
                        answer.neighbours(),
                        answer.containers(),
                        answer.unknown()));
    }

    @Test
    void containersShareTheNamespacesOfOneNumber() {
        TopologyAnswer answer = answer(topology()
                .container("web", Map.of("net", 1L, "ipc", 2L, "uts", 3L, "pid", 4L, "mnt", 5L))
                .container("sidecar", Map.of("net", 1L, "ipc", 2L, "uts", 3L, "pid", 6L, "mnt", 7L)));
        assertEquals(List.of("ipc", "net", "uts"), answer.shared());
        assertEquals(List.of("mnt", "pid"), answer.own());
    }

    @Test
    void aNamespaceOfSomeContainersIsNeitherSharedNorOwn() {
        TopologyAnswer answer = answer(topology()
                .container("a", Map.of("net", 1L, "pid", 4L))
                .container("b", Map.of("net", 1L, "pid", 4L))
                .container("c", Map.of("net", 1L, "pid", 5L)));
        assertEquals(List.of("net"), answer.shared());
        assertEquals(List.of(), answer.own());
    }

    @Test
    void aNamespaceMissingInOneContainerIsNeitherSharedNorOwn() {
        TopologyAnswer answer = answer(topology()
                .container("a", Map.of("net", 1L, "user", 4L))
                .container("b", Map.of("net", 1L))
                .container("c", Map.of("net", 1L, "user", 4L)));
        assertEquals(List.of("net"), answer.shared());
        assertEquals(List.of(), answer.own());
    }

    @Test
    void aLoneContainerSharesWithNobody() {
        TopologyAnswer answer = answer(topology().container("web", Map.of("net", 1L)));
        assertEquals(List.of(), answer.shared());
        assertEquals(List.of(), answer.own());
    }

    @Test
    void fieldsThatAnOlderObjectLacksAreEmpty() {
        TopologyAnswer empty = new TopologyAnswer(null, null, null, null, null, null, null, null, null, null, null);
        assertEquals("", empty.drawing());
        assertEquals(List.of(), empty.way());
        assertEquals(empty, empty.cut(8, 512));
    }

    @Test
    void neighboursRoutesAndTunnelsAreCutBeforeTheDrawing() {
        TopologyAnswer cut = OVN.cut(4, 512);
        assertEquals(List.of(), cut.neighbours());
        assertEquals(List.of("default via 10.128.0.1 dev eth0"), cut.routes());
        assertEquals(3, cut.tunnels().size());
        assertEquals(OVN.drawing(), cut.drawing());
        assertEquals(OVN.way(), cut.way());
    }

    @Test
    void theDrawingIsCutBeforeThePathAndTheBridges() {
        TopologyAnswer cut = OVN.cut(2, 512);
        assertEquals("", cut.drawing());
        assertEquals(OVN.links(), cut.links());
        assertEquals(OVN.way(), cut.way());
        assertEquals("br-int", cut.bridges().getFirst().name());
    }

    @Test
    void aCutBridgeKeepsThePodsOwnPortAndThePatchPorts() {
        Bridge cut = OVN.cut(2, 512).bridges().getFirst();
        assertEquals(
                List.of("7be093806debefd", "patch-br-int-to-br-ex"),
                cut.named().stream().map(Port::name).toList());
        assertEquals(162, cut.ports());
    }

    @Test
    void sentencesAreCutLikeOtherTexts() {
        assertEquals(List.of("What oth..."), OVN.cut(2, 11).unknown());
    }

    @Test
    void withoutDetailsNothingIsLeft() {
        assertNull(OVN.cut(0, 128));
    }

    @Property(tries = 300)
    void eachCutIsSmallerAndRepeatingItChangesNothing(
            @ForAll @IntRange(max = 40) int many, @ForAll @IntRange(min = 2, max = 10) int details) {
        TopologyAnswer whole = TopologyAnswer.of(ATopology.crowded(many, "eth"), "web-1", "node-1");
        TopologyAnswer cut = whole.cut(details, 100);
        assertEquals(cut, cut.cut(details, 100));
        assertEquals(cut.cut(details / 2, 100), whole.cut(details / 2, 100));
        assertTrue(JsonBytes.value(cut) <= JsonBytes.value(whole));
        assertTrue(JsonBytes.value(whole.cut(details / 2, 100)) <= JsonBytes.value(cut));
    }

    /** Counted are a comma too many per list and object, and the braces again where a record is counted in pieces. */
    private static TopologyAnswer answer(ATopology topology) {
        return TopologyAnswer.of(topology.made(), "web-1", "node-1");
    }
}
