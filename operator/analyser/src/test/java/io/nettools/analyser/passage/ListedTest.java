package io.nettools.analyser.passage;

import static io.nettools.analyser.passage.Road.ALL;
import static io.nettools.analyser.passage.Road.PEER;
import static io.nettools.analyser.passage.Road.POD;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nettools.analyser.report.Views.Passage;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which conversations are told first. */
class ListedTest {
    private final Road road = new Road();

    private ListedTest request(int points, int port) {
        road.out(points, Road.segment(POD, port, PEER, 80, "S", port, 0));
        return this;
    }

    private ListedTest answer(int points, int port) {
        road.in(points, Road.segment(PEER, 80, POD, port, "S.", port, 0));
        return this;
    }

    private List<String> listed() {
        return road.views().passages().stream().map(Passage::local).toList();
    }

    @Test
    void lossesOfBothDirectionsAreAdded() {
        request(ALL, 1).request(2, 1).request(ALL, 1).answer(ALL, 1);
        request(ALL, 2).request(2, 2).answer(ALL, 2).answer(2, 2);
        answer(ALL, 3).answer(2, 3);
        request(ALL, 4);
        assertEquals(List.of(POD + ":2", POD + ":1", POD + ":3", POD + ":4"), listed());
    }

    @Test
    void amongThoseThatLostNothingUnansweredOnesAreFirstThenThoseWithMostPackets() {
        request(ALL, 1).request(ALL, 1);
        request(ALL, 2).request(ALL, 2).answer(ALL, 2).answer(ALL, 2);
        answer(ALL, 3).answer(ALL, 3).answer(ALL, 3);
        assertEquals(List.of(POD + ":1", POD + ":2", POD + ":3"), listed());
    }
}
