package io.nettools.analyser.passage;

import static io.nettools.analyser.passage.Road.ALL;
import static io.nettools.analyser.passage.Road.PEER;
import static io.nettools.analyser.passage.Road.POD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.nettools.analyser.report.Views;
import io.nettools.analyser.report.Views.Passage;
import io.nettools.analyser.report.Views.Point;
import io.nettools.analyser.report.Views.Where;
import io.nettools.analyser.wire.Capture;
import io.nettools.analyser.wire.Harmless;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Whatever comes, and however much of it. */
class PassagesBoundsTest {
    private static final int PACKETS = 100_000;
    private static final long START = Road.WINDOW.fromMillis() * 1_000 + 1_000_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static Passages passages() {
        List<Point> points = Arrays.stream(Where.values())
                .map(where -> new Point(where, "", 0, 0, ""))
                .toList();
        return new Passages(List.of(POD), List.of(), points, Road.WINDOW, false);
    }

    private static byte[] burst(int lostEach) {
        Capture capture = Capture.of(Capture.RAW).at(START);
        for (int i = 0; i < PACKETS; i++) {
            byte[] packet = Road.segment(POD, 40_000 + i % 50, PEER, 80, i < 50 ? "S" : ".", 100L * (i / 50), i % 2);
            capture.at(START + 50L * i);
            if (lostEach == 0 || i % lostEach != 7) {
                capture.packet(packet);
            }
        }
        return capture.bytes();
    }

    @Test
    void aBurstOfAHundredThousandIsCountedExactlyAndLeavesNoGarbage() {
        Passages passages = passages();
        byte[] all = burst(0);
        byte[] most = burst(10_000);
        passages.accept(0, ByteBuffer.wrap(all));
        long before = threads.getCurrentThreadAllocatedBytes();
        passages.accept(1, ByteBuffer.wrap(all));
        long bytes = threads.getCurrentThreadAllocatedBytes() - before;
        passages.accept(2, ByteBuffer.wrap(most));

        assertTrue(bytes < 2 * PACKETS, () -> bytes + " bytes for " + PACKETS + " packets");
        Views views = passages.report();
        assertEquals(50, views.passageCount());
        Passage worst = views.passages().getFirst();
        assertEquals(POD + ":40007", worst.local());
        assertEquals(
                List.of(2_000L, 2_000L, 1_990L),
                worst.sent().stream().map(Views.Tally::packets).toList());
        assertEquals(4, worst.lost().size());
        assertEquals(960, views.sketch().length());
    }

    /**
     * Each conversation that is not known costs nothing; those that are, a bounded amount, for which a fifth of the
     * trace pod's heap is there.
     */
    @Test
    void aFloodOfConversationsIsBoundedAndNoted() {
        Passages passages = passages();
        long before = usedHeap();
        for (int point = 0; point < ALL; point++) {
            Capture capture = Capture.of(Capture.RAW);
            for (int i = 0; i < 20_000; i++) {
                capture.at(START + i).packet(Road.segment("10.9." + i / 250 + "." + i % 250, 1, POD, 80, "S", i, 0));
            }
            passages.accept(point, ByteBuffer.wrap(capture.bytes()));
        }
        long held = usedHeap() - before;
        Views views = passages.report();
        assertTrue(held < 13 << 20, () -> held + " bytes");
        assertEquals(PointLog.CAPACITY, views.passageCount());
        assertEquals("", views.sketch(), "it would lack most");
        assertEquals(ALL, passages.notes().size());
        assertTrue(passages.notes()
                .getFirst()
                .startsWith("Pod: 15904 packets belong to conversations beyond the first 4096 and"));
    }

    /** A conversation that the uplink had no room for was not lost there. */
    @Test
    void conversationsWithoutRoomAtAPointAreNotLost() {
        Passages passages = passages();
        byte[] packet = Road.segment(POD, 9, PEER, 80, "S", 1, 0);
        passages.accept(
                0,
                ByteBuffer.wrap(Capture.of(Capture.RAW).at(START).packet(packet).bytes()));
        passages.accept(
                1,
                ByteBuffer.wrap(Capture.of(Capture.RAW).at(START).packet(packet).bytes()));
        Capture flooded = Capture.of(Capture.RAW).at(START);
        for (int i = 0; i <= PointLog.CAPACITY; i++) {
            flooded.at(START).packet(Road.segment("10.9." + i / 250 + "." + i % 250, 1, POD, 80, "S", i, 0));
        }
        passages.accept(2, ByteBuffer.wrap(flooded.packet(packet).bytes()));
        assertEquals(
                List.of(),
                passages.report().passages().stream()
                        .filter(passage -> passage.local().equals(POD + ":9"))
                        .toList());
    }

    private static long usedHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Property(tries = 200)
    void thePiecesDoNotMatter(@ForAll byte[] anything) {
        byte[] file = Capture.of(Capture.RAW)
                .at(START)
                .packet(Road.fromPod("S", 0, 0))
                .packet(anything)
                .bytes();
        Passages whole = passages();
        Passages inPieces = passages();
        for (int point = 0; point < ALL; point++) {
            whole.accept(point, ByteBuffer.wrap(file));
        }
        for (int at = 0; at < file.length; at++) {
            for (int point = ALL - 1; point >= 0; point--) {
                inPieces.accept(point, ByteBuffer.wrap(file, at, 1));
            }
        }
        assertEquals(whole.report(), inPieces.report());
        assertEquals(whole.notes(), inPieces.notes());
    }

    @Property(tries = 300)
    void aWindowThatMakesNoSenseDoesNoHarm(@ForAll long from, @ForAll long until) {
        Passages passages = new Passages(
                List.of(POD, "no address", ""),
                List.of(),
                List.of(new Point(Where.Pod, "", 0, 0, "")),
                new Views.Window(from, until),
                true);
        passages.accept(0, ByteBuffer.wrap(SMALL));
        passages.report()
                .passages()
                .forEach(passage -> assertTrue(passage.sent().getFirst().bareMicros() >= 0));
    }

    private static final byte[] SMALL =
            Capture.of(Capture.RAW).at(START).packet(Road.fromPod("S", 0, 0)).bytes();

    @Test
    void noPointsAreNoPassages() {
        Views views = new Passages(List.of(), List.of(), List.of(), Road.WINDOW, true).report();
        assertEquals(new Views(Road.WINDOW, List.of(), 0, List.of(), ""), views);
        Harmless.check(views);
    }

    /** Its file may be there all the same, of a tcpdump that failed. */
    @Test
    void packetsOfAPointThatFailedToCaptureAreNotCounted() {
        Passages passages = new Passages(
                List.of(POD),
                List.of(),
                List.of(new Point(Where.Pod, "eth0", 0, 0, "tcpdump failed.")),
                Road.WINDOW,
                false);
        ByteBuffer piece = ByteBuffer.wrap(SMALL);
        passages.accept(0, piece);
        assertFalse(piece.hasRemaining());
        assertEquals(0, passages.report().passageCount());
        assertEquals("", passages.report().sketch());
    }
}
