package io.nettools.planner.status;

import io.nettools.analyser.order.Probe;
import io.nettools.analyser.report.Conntrack;
import io.nettools.analyser.report.DnsTransaction;
import io.nettools.analyser.report.Finding;
import io.nettools.analyser.report.HttpExchange;
import io.nettools.analyser.report.NetworkInterface;
import io.nettools.analyser.report.PostgresStartup;
import io.nettools.analyser.report.ProbeReport;
import io.nettools.analyser.report.RedisStartup;
import io.nettools.analyser.report.TlsHandshake;
import io.nettools.analyser.report.Views;
import io.nettools.analyser.shape.Shape;
import io.nettools.analyser.shape.Shape.Place;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** A target's status, as full as a test wants it. */
public record ATarget(TargetStatus target) {

    public static ATarget named(String pod) {
        return new ATarget(TargetStatus.recorded(pod, "uid-of-" + pod, "node-1", List.of("10.0.0.7"), "any"));
    }

    public static TargetStatus that(String pod, Reason reason) {
        return named(pod).target().as(reason, reason + " it is.");
    }

    /** With so many of everything, each with this text wherever one comes from the trace pod. */
    public static TargetStatus full(int many, String text) {
        CaptureCounters counters = new CaptureCounters(1, 2, 3, 4, 5, "Duration", false);
        NetworkInterface card = new NetworkInterface(2, text, 7, "UP", 1500, text, Collections.nCopies(many, text), 7);
        ConversationAnswer flow = new ConversationAnswer(
                "TCP", text, text, text, text, 1, 2, 3, 4, 5L, 6, "Client", null, text, details());
        ConntrackSummary conntrack = new ConntrackSummary(
                ConntrackSummary.Scope.Node,
                true,
                text,
                1,
                new Conntrack.Events(1, 2, 3, 0),
                Map.of(text, 1L),
                many,
                Collections.nCopies(many, new Conntrack.Translation("TCP", text, text, text, text, 1, true)),
                new ConntrackSummary.Table(1L, 2L, 3L, 4L, 5L, 6L),
                0);
        return new TargetStatus(
                "web",
                TargetStatus.Role.Target,
                "uid-of-web",
                "node-1",
                List.of("10.244.100.200", "fd00:10:244:100::c8"),
                List.of("10.96.100.200", "fd00:10:96:100::c8"),
                Reason.Completed,
                text,
                text,
                "any",
                counters,
                Collections.nCopies(many, card),
                null,
                probe(many, text),
                Collections.nCopies(Math.min(many, 6), new ViewAnswer(Views.Where.Node, text, text, 1, 2, text, text)),
                many,
                Collections.nCopies(many, passage(many, text)),
                Collections.nCopies(
                        many,
                        new Finding(
                                text,
                                Finding.Severity.Error,
                                text,
                                text,
                                Collections.nCopies(many, text),
                                text,
                                text,
                                new Finding.About(text, text, text, text))),
                many,
                Collections.nCopies(many, flow),
                many,
                Collections.nCopies(many, new HttpExchange(text, text, "HTTP/2", "GET", text, 200, text, 1L, text)),
                many,
                Collections.nCopies(many, new DnsTransaction(text, text, "UDP", text, "A", "NOERROR", 1, 2, true, 1L)),
                many,
                Collections.nCopies(
                        many,
                        new TlsHandshake(
                                text,
                                text,
                                text,
                                text,
                                text,
                                text,
                                text,
                                1L,
                                text,
                                "Client",
                                TlsHandshake.Outcome.AnsweredByOther,
                                null,
                                null,
                                text,
                                null)),
                many,
                Collections.nCopies(
                        many,
                        new PostgresStartup(
                                text,
                                text,
                                text,
                                text,
                                PostgresStartup.Encryption.Refused,
                                "SASL",
                                PostgresStartup.Outcome.Error,
                                "FATAL",
                                "28P01",
                                "invalid_password",
                                text,
                                1L)),
                many,
                Collections.nCopies(
                        many,
                        new RedisStartup(
                                text, text, text, text, "RESP3", RedisStartup.Outcome.Error, "WRONGPASS", text, 1L)),
                conntrack,
                Collections.nCopies(many, text),
                Collections.nCopies(many, text));
    }

    /** With these states in its connection tracking, and nothing else. */
    public static TargetStatus tracking(Map<String, Long> states) {
        return Shape.with(
                that("web", Reason.Completed),
                Place.of(TargetStatus.class, "conntrack"),
                Shape.with(full(1, "x").conntrack(), Place.of(ConntrackSummary.class, "states"), states));
    }

    private static PassageAnswer passage(int many, String text) {
        PassageAnswer.Point point = new PassageAnswer.Point(Views.Where.Pod, text, text, text, 1L, 2L, 3, 4);
        return new PassageAnswer(
                "tcp", text, text, text, text, text, text, Collections.nCopies(Math.min(many, 2), point), text);
    }

    private static ProbeAnswer probe(int many, String text) {
        ProbeAnswer.Attempt one =
                new ProbeAnswer.Attempt(ProbeReport.Outcome.Failed, text, 1L, 2L, 3L, 4L, 5L, text, text);
        return new ProbeAnswer(Probe.From.Node, text, many, 0, Collections.nCopies(many, one));
    }

    public static TcpDetails details() {
        return new TcpDetails(1L, 2L, "Established", 4L, 5L, 6L, 7L, 8L, sender(), sender());
    }

    private static TcpSender sender() {
        return new TcpSender(
                1460L, 7L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L, 13L, 14L, 15L, 16L, 17L, 18L, 19L, 20L, 21L,
                true);
    }

    public static TargetStatus counting(String pod, Reason reason, long captured, long lost) {
        TargetStatus it = Shape.with(
                that(pod, reason),
                Place.of(TargetStatus.class, "capture"),
                new CaptureCounters(captured, captured + lost, lost, 0, 5, "Duration", false));
        return Shape.with(
                Shape.with(it, Place.of(TargetStatus.class, "summary"), "1 connection"),
                Place.of(TargetStatus.class, "flowCount"),
                1L);
    }
}
