package io.nettools.planner.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.Topology;
import io.nettools.analyser.report.Topology.Bridge;
import io.nettools.analyser.report.Topology.Container;
import io.nettools.analyser.report.Topology.Device;
import io.nettools.analyser.report.Topology.Hop;
import io.nettools.analyser.report.Topology.Link;
import io.nettools.analyser.report.Topology.Place;
import io.nettools.analyser.report.Topology.Port;
import io.nettools.analyser.report.Topology.Tunnel;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/** Any topology with any names gives a drawing that a terminal and YAML can show. */
class AnyTopologyTest {

    @Property(tries = 1500)
    void anyTopologyFits(@ForAll("topologies") Topology topology, @ForAll String pod, @ForAll String node) {
        fits(Drawing.of(topology, pod, node));
    }

    @Property(tries = 200)
    void aCrowdedTopologyFits(@ForAll @IntRange(max = 60) int many, @ForAll @IntRange(min = 1, max = 90) int name) {
        fits(Drawing.of(ATopology.crowded(many, "x".repeat(name)), "x".repeat(name), "y"));
    }

    @Property(tries = 500)
    void thePathIsMarkedUnlessNothingIsKnown(@ForAll("topologies") Topology topology) {
        boolean nothing = topology.links().isEmpty() && topology.way().isEmpty();
        boolean marked = Drawing.of(topology, "web-1", "node-1").lines().anyMatch(line -> line.startsWith("#"));
        assertEquals(!nothing, marked);
    }

    @Property(tries = 500)
    void theRailIsNeverBroken(@ForAll("topologies") Topology topology) {
        String drawing = Drawing.of(topology, "", "");
        drawing.lines()
                .skip(1)
                .takeWhile(line -> !line.contains("- pod "))
                .forEach(line -> assertTrue("#?".indexOf(line.charAt(7)) >= 0, drawing));
    }

    private static void fits(String drawing) {
        assertTrue(drawing.length() <= 4000, () -> drawing.length() + " characters");
        assertTrue(drawing.lines().count() <= 60, drawing);
        assertTrue(drawing.matches("[ -~\\n]+"), drawing);
        for (String line : drawing.split("\n", -1)) {
            assertTrue(line.length() <= 78, line);
            assertEquals(line.stripTrailing(), line);
            assertTrue(!line.isEmpty(), drawing);
        }
        assertTrue(!drawing.startsWith(" "), drawing);
    }

    @Provide
    Arbitrary<Topology> topologies() {
        return Combinators.combine(
                        links().list().ofMaxSize(12),
                        hops().list().ofMaxSize(20),
                        bridges().list().ofMaxSize(6),
                        tunnels().list().ofMaxSize(12),
                        texts().filter(text -> text != null).list().ofMaxSize(4),
                        containers().list().ofMaxSize(12),
                        texts().filter(text -> text != null).list().ofMaxSize(6))
                .as((links, way, bridges, tunnels, routes, containers, unknown) ->
                        new Topology(links, way, bridges, tunnels, routes, routes, containers, unknown));
    }

    private static Arbitrary<Link> links() {
        return Combinators.combine(
                        names(), Arbitraries.integers(), kinds(), devices().injectNull(0.3))
                .as((name, number, kind, peer) -> new Link(name, number, kind, number, Optional.ofNullable(peer)));
    }

    private static Arbitrary<Device> devices() {
        return Combinators.combine(names(), Arbitraries.integers(), kinds(), texts(), names())
                .as((name, number, kind, state, master) ->
                        new Device(name, number, kind, state, number, master, kind, number, number));
    }

    private static Arbitrary<Hop> hops() {
        return Combinators.combine(Arbitraries.of(Place.class), names(), kinds())
                .as(Hop::new);
    }

    private static Arbitrary<Bridge> bridges() {
        Arbitrary<Port> port = Combinators.combine(names(), kinds(), names(), Arbitraries.of(true, false))
                .as(Port::new);
        return Combinators.combine(
                        names(),
                        kinds(),
                        texts(),
                        Arbitraries.integers(),
                        port.list().ofMaxSize(20))
                .as((name, kind, text, ports, named) -> new Bridge(name, kind, text, text, ports, named));
    }

    private static Arbitrary<Tunnel> tunnels() {
        return Combinators.combine(names(), kinds(), texts(), texts())
                .as((name, kind, remote, key) -> new Tunnel(name, kind, "", remote, key, 6081));
    }

    private static Arbitrary<Container> containers() {
        return names().map(name -> new Container(name, name, Map.of("net", 1L)));
    }

    /** A few names, so that ports, devices and bridges meet. */
    private static Arbitrary<String> names() {
        return Arbitraries.frequencyOf(
                Tuple.of(9, Arbitraries.of("eth0", "cni0", "br-int", "br-ex", "to-int", "to-ex", "veth1", "")),
                Tuple.of(1, texts()));
    }

    private static Arbitrary<String> kinds() {
        return Arbitraries.of("veth", "bridge", "openvswitch", "patch", "routing", "geneve", "physical", "macvlan", "");
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.strings().ofMaxLength(300).injectNull(0.05);
    }
}
