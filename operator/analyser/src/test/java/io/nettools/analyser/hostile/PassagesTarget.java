package io.nettools.analyser.hostile;

import io.nettools.analyser.passage.Passages;
import io.nettools.analyser.report.Views;
import io.nettools.analyser.report.Views.Point;
import io.nettools.analyser.report.Views.Where;
import io.nettools.analyser.wire.Harmless;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** A capture file, any bytes, at each point: as it is, less its end, and without what is behind its middle. */
public final class PassagesTarget {
    /** Those of the test captures, and of the packets that fuzzing makes of them. */
    private static final List<String> ADDRESSES =
            List.of("10.128.2.43", "10.0.0.1", "127.0.0.1", "10.244.0.2", "fd00::1");

    private PassagesTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        List<Point> points = Arrays.stream(Where.values())
                .map(at -> new Point(at, "", 0, 0, ""))
                .toList();
        Passages passages = new Passages(ADDRESSES, List.of(), points, new Views.Window(0, Long.MAX_VALUE), false);
        for (int point = 0; point < points.size(); point++) {
            int length = input.length - input.length * point / 4;
            passages.accept(point, ByteBuffer.wrap(input, 0, length));
        }
        Views views = passages.report();
        Harmless.check(views);
        if (!views.equals(passages.report())) {
            throw new AssertionError("another report of the same: " + views + passages.report());
        }
    }
}
