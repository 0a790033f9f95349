package io.nettools.analyser.hostile;

import io.nettools.analyser.Analyser;
import io.nettools.analyser.report.Report;
import io.nettools.analyser.wire.Harmless;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;

/** What must hold of every input: a harmless report, the same in whatever pieces it comes, and another of its first half. */
final class Reading {
    private static final int EXCERPT = 20;
    /** Prime, so that the cuts go through everything. */
    private static final int PIECE = 31;

    private Reading() {}

    static void ofFile(byte[] file) {
        Report whole = report(file, Math.max(1, file.length));
        Harmless.check(whole);
        if (!whole.equals(report(file, PIECE))) {
            throw new AssertionError("in pieces of " + PIECE + ": " + report(file, PIECE) + ", not " + whole);
        }
        Report half = report(Arrays.copyOf(file, file.length / 2), PIECE);
        Harmless.check(half);
        if (half.extent().packets() > whole.extent().packets()) {
            throw new AssertionError(
                    "more packets in the first half: " + half.extent().packets());
        }
    }

    private static Report report(byte[] file, int piece) {
        Analyser analyser = new Analyser(EXCERPT, Map.of(1, "lo", 2, "eth0"));
        for (int at = 0; at < file.length; at += piece) {
            analyser.accept(ByteBuffer.wrap(file, at, Math.min(piece, file.length - at)));
        }
        return analyser.report();
    }
}
