package io.nettools.planner.way;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nettools.analyser.report.Finding;
import io.nettools.analyser.report.Views.Point;
import io.nettools.analyser.report.Views.Where;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Packets that left one node and did not arrive at the other are named, from the sketches of both trace pods. */
class NamedBetweenNodesTest {
    private static final List<Integer> ALL = List.of(0, 1, 2);
    private static final int SENT = 50;

    private final Filmed client = new Filmed(Ways.client(), List.of(), Ways.points("1"));

    @Test
    void packetsOfTheTargetThatThePeerDidNotGetAreNamed() {
        Finding finding = vanished(exchange(server(Ways.points("2")), Set.of(7, 23), Set.of()));
        assertEquals("between node-1's uplink ens1 and node-2's uplink ens2", finding.place());
        assertEquals(List.of("lost: UDP id 7; UDP id 23"), named(finding));
    }

    @Test
    void packetsOfThePeerThatTheTargetDidNotGetAreNamed() {
        Finding finding = vanished(exchange(server(Ways.points("2")), Set.of(), Set.of(1011)));
        assertEquals("between node-2's uplink ens2 and node-1's uplink ens1", finding.place());
        assertEquals(List.of("lost: UDP id 1011"), named(finding));
    }

    @Test
    void aFewPacketsToOthersAreNotLost() {
        for (int id = 0; id < 5; id++) {
            client.see(Ways.CLIENT, "10.0.0.1", id, ALL);
        }
        Finding finding = vanished(exchange(server(Ways.points("2")), Set.of(7), Set.of()));
        assertEquals(List.of("lost: UDP id 7"), named(finding));
    }

    /** A sketch of so many names nothing; the two missing packets are still counted. */
    @Test
    void amongManyPacketsToOthersNoneIsNamed() {
        for (int id = 0; id < 500; id++) {
            client.see(Ways.CLIENT, "10.0.0.1", id, ALL);
        }
        Finding finding = vanished(exchange(server(Ways.points("2")), Set.of(7, 23), Set.of()));
        assertEquals("between node-1's uplink ens1 and node-2's uplink ens2", finding.place());
        assertEquals(List.of(), named(finding));
    }

    @Test
    void withoutThePeersUplinkTheNextPointNamesTheLost() {
        List<Point> points = List.of(
                Ways.points("2").get(0), Ways.points("2").get(1), new Point(Where.Uplink, "", 0, 0, "no route"));
        Finding finding = vanished(exchange(server(points), Set.of(7), Set.of()));
        assertEquals("between node-1's uplink ens1 and node-2's veth2", finding.place());
        assertEquals(List.of("lost: UDP id 7"), named(finding));
    }

    /** The uplinks saw the same, so that their difference says nothing of what was lost behind them. */
    @Test
    void packetsLostOnANodeAreNamedByThatNode() {
        Filmed server = server(Ways.points("2"));
        for (int id = 1; id <= SENT; id++) {
            client.see(Ways.CLIENT, Ways.SERVER, id, ALL);
            server.see(Ways.CLIENT, Ways.SERVER, id, id == 7 ? List.of(2) : ALL);
        }
        Finding finding = vanished(server.end());
        assertEquals("node-2: between ens2 and veth2", finding.place());
        assertEquals(List.of("lost: UDP id 7"), named(finding));
    }

    @Test
    void aPointThatSawLessThanTheNextOneNamesNothing() {
        Filmed server = server(Ways.points("2"));
        for (int id = 1; id <= SENT; id++) {
            client.see(Ways.CLIENT, Ways.SERVER, id, ALL);
            server.see(Ways.CLIENT, Ways.SERVER, id, id == 9 ? List.of() : id % 10 == 0 ? List.of(0, 1) : ALL);
        }
        Finding finding = vanished(server.end());
        assertEquals("between node-1's uplink ens1 and node-2's veth2", finding.place());
        assertEquals(List.of(), named(finding));
    }

    private static Filmed server(List<Point> points) {
        return new Filmed(Ways.server(), List.of(Ways.CLIENT), points);
    }

    private End exchange(Filmed server, Set<Integer> lostThere, Set<Integer> lostBack) {
        for (int id = 1; id <= SENT; id++) {
            client.see(Ways.CLIENT, Ways.SERVER, id, ALL);
            server.see(Ways.CLIENT, Ways.SERVER, id, lostThere.contains(id) ? List.of() : ALL);
            int answer = 1000 + id;
            server.see(Ways.SERVER, Ways.CLIENT, answer, ALL);
            client.see(Ways.SERVER, Ways.CLIENT, answer, lostBack.contains(answer) ? List.of() : ALL);
        }
        return server.end();
    }

    private Finding vanished(End server) {
        List<Finding> findings = Way.of(client.end(), List.of(server), Way.Filter.None).findings().stream()
                .filter(finding -> finding.code().equals("PacketsVanish"))
                .toList();
        assertEquals(1, findings.size(), findings::toString);
        return findings.getFirst();
    }

    private static List<String> named(Finding finding) {
        return finding.evidence().stream()
                .filter(text -> text.startsWith("lost: "))
                .toList();
    }
}
