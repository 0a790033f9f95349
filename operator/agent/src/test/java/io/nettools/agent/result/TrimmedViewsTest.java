package io.nettools.agent.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.Finding;
import io.nettools.analyser.report.Report;
import io.nettools.analyser.report.Views;
import io.nettools.analyser.report.Views.Lost;
import io.nettools.analyser.report.Views.Passage;
import io.nettools.analyser.report.Views.Point;
import io.nettools.analyser.report.Views.Tally;
import io.nettools.analyser.report.Views.Where;
import io.nettools.analyser.shape.Listed;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrimmedViewsTest {
    private static final Random RANDOM = new Random(7);

    private static String random(int length) {
        return RANDOM.ints(length, ' ', '~' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static Tally tally() {
        int packets = RANDOM.nextInt(100_000);
        return new Tally(packets, packets * 1_448L, 3, 1, 0, 2, RANDOM.nextInt(1_000_000), RANDOM.nextInt(), 1_500);
    }

    private static Lost lost() {
        long seq = RANDOM.nextInt(Integer.MAX_VALUE);
        return new Lost(true, 1, "seq %d:%d (1448 bytes)".formatted(seq, seq + 1_448));
    }

    private static Views views(int passages, int lost, int text) {
        List<Point> points = Arrays.stream(Where.values())
                .map(where -> new Point(where, "eth0", 7, 8, random(text), random(text)))
                .toList();
        List<Passage> all = IntStream.range(0, passages)
                .mapToObj(n -> new Passage(
                        "tcp",
                        "10.244.1.5:" + (40_000 + n),
                        "10.96.0.20:80",
                        "10.244.2.7:8080",
                        List.of(tally(), tally(), tally()),
                        List.of(tally(), tally(), tally()),
                        IntStream.range(0, lost).mapToObj(k -> lost()).toList()))
                .toList();
        return new Views(new Views.Window(1, 2), points, 20, all, random(960));
    }

    private static Report report(Views views, int findings, int message) {
        Report nothing = Report.nothing();
        List<Finding> all = IntStream.range(0, findings)
                .mapToObj(n -> new Finding(
                        "Code" + n,
                        Finding.Severity.Error,
                        random(message),
                        List.of(random(message)),
                        random(message),
                        ""))
                .toList();
        return new Report(
                Report.Extent.NOTHING,
                "",
                all,
                Listed.none(),
                Report.Protocols.NONE,
                Optional.empty(),
                Optional.of(views),
                nothing.excerpt(),
                List.of());
    }

    private static Views kept(Report report) throws IOException {
        String message = TerminationMessage.of(report);
        assertTrue(message.length() <= TerminationMessage.LIMIT, () -> message.length() + " characters");
        return MessageDecoder.decode(message, Report.class).views().orElseThrow();
    }

    @Test
    void aSmallReportKeepsItsViewsWhole() throws IOException {
        Views views = views(2, 4, 0);
        assertEquals(views, kept(report(views, 1, 40)));
    }

    @Test
    void namesOfLostPacketsAreCutFirst() throws IOException {
        Views views = views(4, 64, 0);
        Views kept = kept(report(views, 0, 0));
        assertTrue(kept.passages().getFirst().lost().size() < 64);
        assertEquals(
                views.passages().getFirst().lost().getFirst(),
                kept.passages().getFirst().lost().getFirst());
        assertEquals(4, kept.passages().size());
        assertEquals(views.sketch(), kept.sketch());
    }

    @Test
    void allPointsAndTheFirstPassagesStay() throws IOException {
        Views views = views(8, 16, 100);
        Views kept = kept(report(views, 8, 200));
        assertEquals(views.points(), kept.points());
        assertEquals(20, kept.passageCount());
        assertTrue(kept.passages().size() >= 2 && kept.passages().size() < 8, kept.passages()::toString);
        assertEquals(
                views.passages().getFirst().sent(), kept.passages().getFirst().sent());
    }

    @Test
    void aReportWithLongHostileTextsFits() throws IOException {
        Views kept = kept(report(views(8, 16, 9_000), 100, 900));
        assertTrue(kept.points().getFirst().missing().length() <= 400);
        assertEquals(3, kept.points().size());
    }

    @Test
    void aSketchIsKeptWholeOrNotAtAll() {
        Trimmed<Report> cut = new Trimmed<>(report(views(1, 1, 0), 0, 0));
        Map<Part, Integer> less = new EnumMap<>(cut.whole().of());
        assertEquals(
                960, cut.keeping(cut.whole()).views().orElseThrow().sketch().length());
        less.put(Part.Sketch, 0);
        Report without = cut.keeping(new Sizes(less));
        assertEquals("", without.views().orElseThrow().sketch());
        assertTrue(without.notes().getLast().contains("1 of 1 sketch"), without.notes()::toString);
    }
}
