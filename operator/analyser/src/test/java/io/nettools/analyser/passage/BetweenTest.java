package io.nettools.analyser.passage;

import static io.nettools.analyser.passage.Road.ALL;
import static io.nettools.analyser.passage.Road.NODE;
import static io.nettools.analyser.passage.Road.PEER;
import static io.nettools.analyser.passage.Road.POD;
import static io.nettools.analyser.passage.Road.SERVICE;
import static io.nettools.analyser.passage.Road.UPLINK;
import static io.nettools.analyser.passage.Road.fromPod;
import static io.nettools.analyser.passage.Road.segment;
import static io.nettools.analyser.passage.Road.toPod;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nettools.analyser.report.Views;
import io.nettools.analyser.report.Views.Passage;
import io.nettools.analyser.report.Views.Point;
import io.nettools.analyser.report.Views.Tally;
import io.nettools.analyser.sketch.Sketch;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Two nodes: what is sent on the near one comes in on the far one, or not. */
class BetweenTest {
    private final Road near = new Road();
    private final Road far = new Road().of(PEER).unfiltered();

    private BetweenTest sent(byte[] packet) {
        near.out(ALL, packet);
        far.in(ALL, packet);
        return this;
    }

    private BetweenTest received(byte[] packet) {
        far.out(ALL, packet);
        near.in(ALL, packet);
        return this;
    }

    private static List<String> lost(Views from, Views to) {
        return Between.lost(from, to).stream().flatMap(List::stream).toList();
    }

    @Test
    void aHealthyStreamHasNoLossHoweverItIsSegmented() {
        sent(fromPod("S", 0, 0)).received(toPod("S.", 0, 0));
        near.out(ALL, fromPod(".", 1, 30_000));
        Stream.of(0, 10_000, 20_000).forEach(at -> far.in(ALL, fromPod(".", 1 + at, 10_000)));
        assertEquals(List.of(), lost(near.views(), far.views()));
        assertEquals(List.of(), lost(far.views(), near.views()));
        assertEquals(near.views().sketch(), far.views().sketch());
    }

    @Test
    void packetsLostBetweenNodesAreNamedByTheSender() {
        sent(fromPod("S", 0, 0)).received(toPod("S.", 0, 0));
        near.out(ALL, fromPod("P.", 1, 500));
        far.out(ALL, toPod("P.", 1, 20));
        assertEquals(List.of("seq 4294963201:4294963701 (500 bytes)"), lost(near.views(), far.views()));
        assertEquals(List.of("seq 7001:7021 (20 bytes)"), lost(far.views(), near.views()));
    }

    @Test
    void aServiceIsNamedOtherwiseInThePodAndTheSameBetweenTheNodes() {
        byte[] inside = segment(POD, 40_000, SERVICE, 80, "S", 5, 0);
        byte[] outside = segment(POD, 40_000, PEER, 8080, "S", 5, 0);
        near.seen(0, inside).seen(1, inside).seen(UPLINK, outside);
        far.in(ALL, segment(POD, 40_001, PEER, 8080, "S", 6, 0));
        assertEquals(List.of("SYN, seq 5"), lost(near.views(), far.views()));
    }

    /** The usual case of a firewall on the way: the other node has nothing to put into a sketch. */
    @Test
    void ifNothingArrivesAllSentPacketsAreNamed() {
        near.out(ALL, fromPod("S", 5, 0));
        assertEquals("", far.views().sketch());
        assertEquals(1, lost(near.views(), far.views()).size());
        assertEquals(lost(near.views(), otherTraffic()), lost(near.views(), far.views()));
        assertEquals(List.of(), lost(near.views(), deaf(far.views())));
    }

    private static Views otherTraffic() {
        return new Road()
                .of(PEER)
                .unfiltered()
                .in(ALL, segment(POD, 40_001, PEER, 8080, "S", 6, 0))
                .views();
    }

    private static Views deaf(Views views) {
        List<Point> points = views.points().stream()
                .map(point -> new Point(point.where(), point.networkInterface(), 0, 0, "no such device"))
                .toList();
        return new Views(views.window(), points, 0, List.of(), "");
    }

    @Test
    void nearTheEndsOfTheWindowClocksMayDisagree() {
        near.at(50_000).out(ALL, fromPod("S", 0, 0));
        far.in(ALL, segment(POD, 40_001, PEER, 8080, "S", 6, 0));
        assertEquals(List.of(), lost(near.views(), far.views()));
    }

    @Test
    void withoutASketchNothingIsNamed() {
        near.out(ALL, fromPod("S", 0, 0));
        Views whole = near.views();
        Views without = new Views(whole.window(), whole.points(), 1, whole.passages(), "");
        assertEquals(List.of(List.of()), Between.lost(whole, without));
        assertEquals(List.of(List.of()), Between.lost(without, whole));
        Passage seen = whole.passages().getFirst();
        Passage torn = new Passage(seen.protocol(), seen.local(), seen.remote(), "", List.of(), List.of(), List.of());
        Views tornWhole = new Views(whole.window(), whole.points(), 1, List.of(torn), whole.sketch());
        assertEquals(List.of(List.of()), Between.lost(tornWhole, far.views()));
        Views madeUp = new Views(whole.window(), whole.points(), 1, whole.passages(), "no sketch");
        assertEquals(List.of(List.of()), Between.lost(whole, madeUp));
    }

    /** Then its own end is all that the way has on this node. */
    @Test
    void withThePodsPointAloneItNamesTheSentPackets() {
        near.missing(NODE, "No such device.").missing(UPLINK, "No route.").out(1, fromPod("S", 0, 0));
        far.in(ALL, segment(POD, 40_001, PEER, 8080, "S", 6, 0));
        assertEquals(List.of("SYN, seq 4294963200"), lost(near.views(), far.views()));
    }

    /** Both come from another node's message: each may be anything. */
    @Test
    void viewsWithTooFewTalliesOrPointsAreIgnored() {
        far.in(ALL, segment(POD, 40_001, PEER, 8080, "S", 6, 0));
        Views whole = near.out(ALL, fromPod("S", 0, 0)).views();
        assertEquals(List.of("SYN, seq 4294963200"), lost(whole, far.views()));
        Passage seen = whole.passages().getFirst();
        for (int tallies = 0; tallies < ALL; tallies++) {
            List<Tally> torn = seen.sent().subList(0, tallies);
            Passage passage = new Passage("tcp", seen.local(), seen.remote(), "", torn, List.of(), List.of());
            Views said = new Views(whole.window(), whole.points(), 1, List.of(passage), whole.sketch());
            assertEquals(List.of(), lost(said, far.views()));
        }
        List<Point> deaf = whole.points().stream()
                .map(point -> new Point(point.where(), "", 0, 0, "No such device."))
                .toList();
        Views nowhere = new Views(whole.window(), deaf, 1, whole.passages(), whole.sketch());
        assertEquals(List.of(), lost(nowhere, far.views()));
    }

    /** A kind of a later version, or of nobody's. */
    @Test
    void anItemOfAnUnknownKindHasNoName() {
        far.in(ALL, segment(POD, 40_001, PEER, 8080, "S", 6, 0));
        Views whole = near.out(ALL, fromPod("S", 0, 0)).views();
        Sketch sketch = Sketch.parse(whole.sketch()).orElseThrow();
        long tag = Tag.of("tcp", POD + ":40000", PEER + ":8080");
        sketch.insert((tag << Sketch.ITEM_BITS) | 0xf_0007_0001L, 1);
        Views said = new Views(whole.window(), whole.points(), 1, whole.passages(), sketch.text());
        assertEquals(List.of("SYN, seq 4294963200"), lost(said, far.views()));
    }
}
