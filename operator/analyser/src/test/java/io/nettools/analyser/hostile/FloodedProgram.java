package io.nettools.analyser.hostile;

import io.nettools.analyser.Analyser;
import io.nettools.analyser.report.Report;
import io.nettools.analyser.wire.Capture;
import io.nettools.analyser.wire.Harmless;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;

/** {@code FLOOD PACKETS}: reads that many packets and prints the packets read and the bytes of heap that it holds then. */
final class FloodedProgram {
    private static final int FILE_HEADER = 24;
    private static final int BATCH = 2000;
    /** So that what a report itself costs is within the heap too. */
    private static final int REPORT_EACH = 50 * BATCH;

    private static final int EXCERPT = 20;

    private FloodedProgram() {}

    public static void main(String[] args) {
        Flood flood = Flood.valueOf(args[0]);
        int packets = Integer.parseInt(args[1]);
        long before = usedHeap();
        Analyser analyser = new Analyser(EXCERPT, Map.of());
        for (int from = 0; from < packets; from += BATCH) {
            byte[] file = batch(flood, from, Math.min(packets, from + BATCH));
            analyser.accept(ByteBuffer.wrap(from == 0 ? file : Arrays.copyOfRange(file, FILE_HEADER, file.length)));
            if (from % REPORT_EACH == 0) {
                Harmless.check(analyser.report());
            }
        }
        Report report = analyser.report();
        Harmless.check(report);
        long held = usedHeap() - before;
        System.out.println(report.extent().packets() + " " + held);
        // the analyser is held until here
        Harmless.check(analyser.report());
    }

    private static byte[] batch(Flood flood, int from, int to) {
        Capture capture = Capture.of(Capture.RAW).at(1_763_433_148_000_000L + 10L * from);
        for (int number = from; number < to; number++) {
            capture.after(10).packet(flood.packet(number));
        }
        return capture.bytes();
    }

    private static long usedHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
