package io.nettools.planner.way;

import io.nettools.analyser.report.CaptureReport;
import io.nettools.analyser.report.CaptureReport.Stop;
import io.nettools.analyser.report.Conntrack;
import io.nettools.analyser.report.Conntrack.Translation;
import io.nettools.analyser.report.Finding;
import io.nettools.analyser.report.Flow;
import io.nettools.analyser.report.Flow.Volume;
import io.nettools.analyser.report.KernelCounters;
import io.nettools.analyser.report.Listener;
import io.nettools.analyser.report.ProbeReport;
import io.nettools.analyser.report.Report;
import io.nettools.analyser.report.Sockets;
import io.nettools.analyser.report.Views;
import io.nettools.analyser.report.Views.Passage;
import io.nettools.analyser.report.Views.Point;
import io.nettools.analyser.report.Views.Tally;
import io.nettools.analyser.report.Views.Where;
import io.nettools.analyser.shape.Listed;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Ends of a path, as tests need them. */
final class Ways {
    static final Views.Window WINDOW = new Views.Window(1_000_000, 1_030_000);
    static final String CLIENT = "10.244.1.5";
    static final String SERVER = "10.244.2.7";

    private Ways() {}

    static List<Point> points(String device) {
        return List.of(
                new Point(Where.Pod, "eth0", 1000, 0, ""),
                new Point(Where.Node, "veth" + device, 1000, 0, ""),
                new Point(Where.Uplink, "ens" + device, 1000, 0, ""));
    }

    static End client(Passage... passages) {
        return end("client", "node-1", CLIENT, points("1"), List.of(passages));
    }

    static End server(Passage... passages) {
        return end("server", "node-2", SERVER, points("2"), List.of(passages));
    }

    static End end(String pod, String node, String address, List<Point> points, List<Passage> passages) {
        return new End(
                pod,
                node,
                List.of(address),
                capture(points, Optional.empty()),
                report(
                        passages.size(),
                        List.of(),
                        Optional.of(new Views(WINDOW, points, passages.size(), passages, ""))));
    }

    static CaptureReport capture(List<Point> points, Optional<KernelCounters> kernel) {
        return new CaptureReport(
                        new CaptureReport.Ended(Stop.Duration, "", 0, 0),
                        CaptureReport.Counts.NONE,
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        List.of())
                .watching(new CaptureReport.Watched(points, Optional.of(WINDOW), kernel));
    }

    static End with(End end, Sockets sockets) {
        return with(end, new KernelCounters(sockets, Map.of(), List.of()));
    }

    static End with(End end, KernelCounters kernel) {
        return new End(end.pod(), end.node(), end.podIPs(), capture(end.points(), Optional.of(kernel)), end.report());
    }

    /** The same, whose pod listens on these, and on nothing else. */
    static End hearing(End end, Listener... listeners) {
        CaptureReport.Watched watched = new CaptureReport.Watched(
                end.points(),
                Optional.of(WINDOW),
                end.capture().watched().kernel(),
                Optional.of(new Listed<>(listeners.length, List.of(listeners))));
        return new End(end.pod(), end.node(), end.podIPs(), end.capture().watching(watched), end.report());
    }

    /** The same with other points. */
    static End listening(End end, List<Point> points) {
        return end(end.pod(), end.node(), end.podIPs().getFirst(), points, end.passages());
    }

    /** The same with more conversations than it lists. */
    static End cut(End end) {
        Views views = new Views(WINDOW, end.points(), end.passages().size() + 1000L, end.passages(), "");
        return new End(
                end.pod(), end.node(), end.podIPs(), end.capture(), end.report().viewing(views));
    }

    /** The same, watched a second later. */
    static End later(End end) {
        Views.Window window = new Views.Window(WINDOW.fromMillis() + 1000, WINDOW.untilMillis() + 1000);
        Views views = new Views(window, end.points(), end.passages().size(), end.passages(), "");
        return new End(
                end.pod(), end.node(), end.podIPs(), end.capture(), end.report().viewing(views));
    }

    /** The same, whose own packets give this finding; with its single view or with all. */
    static End finding(End end, String code, boolean views) {
        Finding finding =
                new Finding(code, Finding.Severity.Error, "3 connections to 10.0.0.1:80", List.of(), "look", "");
        return new End(
                end.pod(),
                end.node(),
                end.podIPs(),
                capture(views ? end.points() : List.of(), Optional.empty()),
                report(1, List.of(finding), views ? end.report().views() : Optional.empty()));
    }

    /** The same, whose node translates sources. */
    static End translating(End end, Translation... translations) {
        Conntrack conntrack = new Conntrack(
                true,
                true,
                "",
                0,
                new Conntrack.Events(0, 0, 0, 0),
                Map.of(),
                new Listed<>(translations.length, List.of(translations)),
                0);
        return new End(
                end.pod(),
                end.node(),
                end.podIPs(),
                end.capture(),
                report(
                        0,
                        end.passages().size(),
                        List.of(),
                        Optional.of(conntrack),
                        end.report().views()));
    }

    /** The same, with this outcome of its requests, and these numbers of packets captured and read. */
    static End probed(End end, ProbeReport probe, long read) {
        return new End(
                end.pod(),
                end.node(),
                end.podIPs(),
                end.capture().probed(Optional.of(probe)),
                report(read, 0, List.of(), Optional.empty(), end.report().views()));
    }

    /** The same, whose capture ended so. */
    static End stopped(End end, Stop stop) {
        CaptureReport capture = new CaptureReport(
                        new CaptureReport.Ended(stop, "", 0, 0),
                        CaptureReport.Counts.NONE,
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        List.of())
                .watching(new CaptureReport.Watched(
                        end.points(),
                        Optional.of(WINDOW),
                        end.capture().watched().kernel()));
        return new End(end.pod(), end.node(), end.podIPs(), capture, end.report());
    }

    /** The same, which saw one conversation with so many segments sent again. */
    static End flowing(End end, String protocol, long again) {
        Flow flow = new Flow(
                new Flow.Ends(protocol, CLIENT + ":40000", SERVER + ":80", ""),
                new Volume(0, 0),
                new Volume(0, 0),
                -1,
                again,
                "",
                Flow.End.Open,
                Optional.empty());
        return flowing(end, 0, List.of(flow));
    }

    /** The same, whose own packets, so many of which were read, show these conversations. */
    static End flowing(End end, long read, List<Flow> flows) {
        Report report = new Report(
                new Report.Extent("", read, 0, 0, 0, 0),
                "",
                end.report().findings(),
                new Listed<>(flows.size(), flows),
                Report.Protocols.NONE,
                Optional.empty(),
                end.views(),
                List.of(),
                List.of());
        return new End(end.pod(), end.node(), end.podIPs(), end.capture(), report);
    }

    private static Report report(long flows, List<Finding> findings, Optional<Views> views) {
        return report(0, flows, findings, Optional.empty(), views);
    }

    private static Report report(
            long packets, long flows, List<Finding> findings, Optional<Conntrack> conntrack, Optional<Views> views) {
        return new Report(
                new Report.Extent("", packets, 0, 0, 0, 0),
                "",
                findings,
                new Listed<>(flows, List.of()),
                Report.Protocols.NONE,
                conntrack,
                views,
                List.of(),
                List.of());
    }

    /** So many SYN and nothing else. */
    static Tally syns(long many) {
        return many == 0 ? Tally.NONE : new Tally(many, 0, many, many, 0, 0, 1000, 1000 * many, 60);
    }

    /** So much payload in full segments, and as many segments without. */
    static Tally data(long segments) {
        return new Tally(2 * segments, 1448 * segments, segments, 0, 0, 0, 1000, 1000 * segments, 1500);
    }
}
