package io.nettools.analyser.passage;

import static io.nettools.analyser.passage.Road.ALL;
import static io.nettools.analyser.passage.Road.NODE;
import static io.nettools.analyser.passage.Road.PEER;
import static io.nettools.analyser.passage.Road.POD;
import static io.nettools.analyser.passage.Road.POD_POINT;
import static io.nettools.analyser.passage.Road.SERVICE;
import static io.nettools.analyser.passage.Road.UPLINK;
import static io.nettools.analyser.passage.Road.fromPod;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nettools.analyser.report.Views.Lost;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Where the sequence numbers of a stream begin and end: at the window's ends, at one point or the next, and where they
 * begin again at zero.
 */
class StreamEdgesTest {
    private static final int LENGTH = 100;

    private static List<String> lost(Road road) {
        return road.passage().lost().stream().map(Lost::packet).toList();
    }

    private static List<String> range(long begin) {
        return List.of("seq %d:%d (100 bytes)".formatted(begin & 0xffff_ffffL, begin + LENGTH & 0xffff_ffffL));
    }

    private static byte[] segment(long offset) {
        return fromPod(".", offset, LENGTH);
    }

    /**
     * Up to 201 the window's beginning may have cut it off elsewhere, whichever of the two came first; what begins
     * there is the first lost.
     */
    @ParameterizedTest
    @CsvSource({"1, 101, 201, true", "101, 1, 201, true", "1, 101, 101, false", "101, 1, 101, false", "101, 1, 1, false"
    })
    void bytesBehindThoseNearTheWindowsBeginningAreSurelyLost(long one, long other, long sent, boolean named) {
        Road road = new Road().at(50_000).out(ALL, segment(one)).out(ALL, segment(other));
        road.at(5_000_000).out(1, segment(sent));
        assertEquals(named ? range(Road.FIRST_SEQ + sent) : List.of(), lost(road));
    }

    @ParameterizedTest
    @CsvSource({"901, 1001, 801, true", "1001, 901, 801, true", "901, 1001, 901, false", "1001, 901, 901, false"})
    void bytesBeforeThoseNearTheWindowsEndAreSurelyLost(long one, long other, long sent, boolean named) {
        Road road = new Road().at(5_000_000).out(1, segment(sent));
        road.at(9_950_000).out(ALL, segment(one)).out(ALL, segment(other));
        assertEquals(named ? range(Road.FIRST_SEQ + sent) : List.of(), lost(road));
    }

    /** Sequence numbers are compared around the circle (RFC 9293, section 3.4): no place on it is another's end. */
    @ParameterizedTest
    @CsvSource({"0", "0x20000000", "0x40000000", "0x60000000", "0x80000000", "0xa0000000", "0xc0000000", "0xe0000000"})
    void aLostRangeIsNamedWhereverOnTheCircleItIs(String place) {
        for (int before : List.of(0, 30, 70, LENGTH)) {
            long begin = Long.decode(place) - before;
            Road road = new Road();
            for (int at = -2; at <= 2; at++) {
                byte[] packet = Road.segment(POD, 40_000, PEER, 8080, ".", begin + (long) at * LENGTH, LENGTH);
                road.out(at == 0 ? 2 : ALL, packet);
            }
            assertEquals(range(begin), lost(road));
        }
    }

    /** The uplink may see what overtook others, or was sent again, before what the pod's point saw. */
    @Property(tries = 200)
    void aTranslatedStreamIsKnownByOneSegmentAmongOthersInAnyOrder(
            @ForAll @LongRange(max = 0xffff_ffffL) long first,
            @ForAll @IntRange(max = 9) int seen,
            @ForAll List<@IntRange(max = 9) Integer> others) {
        List<Integer> behind = new ArrayList<>(others);
        behind.add(seen);
        Collections.rotate(behind, seen);
        byte[] before = Road.segment(POD, 40_000, SERVICE, 80, ".", first + (long) seen * LENGTH, LENGTH);
        Road road = new Road().seen(POD_POINT, before).seen(NODE, before);
        for (int segment : behind) {
            road.seen(UPLINK, Road.segment(POD, 40_000, PEER, 8080, ".", first + (long) segment * LENGTH, LENGTH));
        }
        assertEquals(PEER + ":8080", road.passage().translated());
    }
}
