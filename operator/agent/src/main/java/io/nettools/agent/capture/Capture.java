package io.nettools.agent.capture;

import io.nettools.agent.conntrack.Tracking;
import io.nettools.agent.firewall.Firewalls;
import io.nettools.agent.handover.Layout;
import io.nettools.agent.handover.Termination;
import io.nettools.agent.probe.Probing;
import io.nettools.agent.target.CannotCapture;
import io.nettools.agent.target.DefaultRoute;
import io.nettools.agent.target.Entered;
import io.nettools.agent.target.Interfaces;
import io.nettools.agent.target.Seclusion;
import io.nettools.agent.target.TargetSearch;
import io.nettools.agent.topology.TopologyReading;
import io.nettools.analyser.order.Extra;
import io.nettools.analyser.order.Order;
import io.nettools.analyser.report.CaptureReport;
import io.nettools.analyser.report.CaptureReport.Stop;
import io.nettools.analyser.report.Topology;
import io.nettools.analyser.report.Views.Point;
import io.nettools.analyser.report.Views.Where;
import io.nettools.analyser.report.Views.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One capture, from finding the target to the report. The report has a sentence on any failure. */
public final class Capture {
    private final Order order;
    private final Layout layout;
    private final Termination termination;
    private final InstantSource clock;
    private final TargetSearch search;

    public Capture(Order order, Layout layout, Termination termination, InstantSource clock) {
        this.order = order;
        this.layout = layout;
        this.termination = termination;
        this.clock = clock;
        this.search = new TargetSearch(layout.hostProc(), order);
    }

    public CaptureReport run() {
        try (Entered target = search.enter();
                Firewalls firewalls = Firewalls.watch(target, search, order)) {
            Files.writeString(layout.entered(), target.uid());
            Attachment attachment = new Attachment(order, layout, target.namespace());
            Errand<Optional<Tracking>> conntrack = Errand.start(() -> conntrack(target));
            Errand<Optional<Topology>> topology = Errand.start(() -> topology(target));
            try {
                return inside(target, attachment, firewalls, conntrack, topology)
                        .entering(target.uid());
            } finally {
                conntrack.outcome().flatMap(recording -> recording).ifPresent(Tracking::close);
                topology.outcome(); // it uses the namespace
            }
        } catch (CannotCapture | IOException | RuntimeException reason) {
            return report(failed(reason), Interfaces.NONE, Tracking.Ended.NOTHING, Optional.empty());
        }
    }

    /**
     * Captures inside the target. From here on a failure is reported together with the interfaces, which may explain
     * it.
     */
    private CaptureReport inside(
            Entered target,
            Attachment attachment,
            Firewalls firewalls,
            Errand<Optional<Tracking>> conntrack,
            Errand<Optional<Topology>> topology)
            throws CannotCapture, IOException {
        Interfaces interfaces = attachment.interfaces();
        try {
            attachment.check(interfaces);
            Path compiled = attachment.filter();
            // conntrack starts before tcpdump, so that no event of a captured packet is missed
            Optional<Tracking> recording = conntrack.result();
            Probing probing = new Probing(order, search, target.namespace(), new Seclusion(layout.volumes()));
            OwnAddresses own = own(target, interfaces, topology);
            try (NodeViews views = views(compiled, topology, own)) {
                firewalls.awaitBegin();
                Ending ending = packets(target, compiled, probing);
                CaptureReport report = report(
                                ending,
                                interfaces,
                                recording.map(Tracking::end).orElse(Tracking.Ended.NOTHING),
                                order.asks(Extra.Topology) ? topology.result() : Optional.empty())
                        .probed(probing.end())
                        .noting(own.notes(order.target().podIps(), order.asks(Extra.Conntrack)));
                KernelSaid kernel = target.ofNode() ? KernelSaid.NOTHING : ending.kernel();
                CaptureReport watched = watched(report, ending, views, kernel, own);
                // a pod that is deleted has little time for its result
                return ending.stop() == Stop.Terminated
                        ? watched
                        : watched.watching(watched.watched().knowing(firewalls.end()));
            }
        } catch (CannotCapture | IOException | RuntimeException reason) {
            return report(
                    failed(reason),
                    interfaces,
                    Tracking.Ended.NOTHING,
                    order.asks(Extra.Topology) ? topology.outcome().flatMap(known -> known) : Optional.empty());
        }
    }

    private NodeViews views(Path filter, Errand<Optional<Topology>> topology, OwnAddresses own)
            throws CannotCapture, IOException {
        return order.asks(Extra.NodeViews)
                ? NodeViews.start(search, topology.result().orElseThrow(), own, order, layout, filter)
                : NodeViews.NONE;
    }

    private OwnAddresses own(Entered target, Interfaces interfaces, Errand<Optional<Topology>> topology)
            throws CannotCapture, IOException {
        List<String> podIps = order.target().podIps();
        if (target.ofNode() || !OwnAddresses.mayDiffer(interfaces, podIps)) {
            return OwnAddresses.ofStatus(podIps);
        }
        Optional<String> start = order.asks(Extra.NodeViews)
                ? topology.result().flatMap(OwnAddresses::start)
                : order.capture().pathInterface().or(() -> DefaultRoute.device(target.namespace()));
        return OwnAddresses.of(start, interfaces, podIps);
    }

    private CaptureReport watched(
            CaptureReport report, Ending ending, NodeViews views, KernelSaid kernel, OwnAddresses own) {
        return order.asks(Extra.NodeViews)
                ? viewed(report, ending, views, kernel, own)
                : report.watching(kernel.watching(List.of(), Optional.empty()));
    }

    private CaptureReport viewed(
            CaptureReport report, Ending ending, NodeViews views, KernelSaid kernel, OwnAddresses addresses) {
        Window own = ending.window();
        long since = clock.millis() - own.untilMillis();
        List<Point> points = new ArrayList<>(List.of(new Point(
                Where.Pod,
                order.capture().networkInterface(),
                report.counts().captured(),
                report.counts().droppedByKernel(),
                "")));
        points.addAll(views.end(RunningCapture.DRAIN.minusMillis(since)));
        long until = Math.min(own.untilMillis(), views.firstLimit().orElse(Long.MAX_VALUE));
        Window common = new CommonWindow(layout.annotations()).within(new Window(own.fromMillis(), until));
        return report.watching(kernel.watching(points, Optional.of(common)).recognisedBy(addresses.beyondStatus()));
    }

    private Optional<Tracking> conntrack(Entered target) throws IOException {
        return order.asks(Extra.Conntrack)
                ? Optional.of(Tracking.start(target, search, order, layout))
                : Optional.empty();
    }

    private Optional<Topology> topology(Entered target) {
        return order.asks(Extra.Topology) || order.asks(Extra.NodeViews)
                ? Optional.of(new TopologyReading(layout, order, search, target).read())
                : Optional.empty();
    }

    private Ending packets(Entered target, Path filter, Probing probing) throws CannotCapture, IOException {
        try (CaptureFile file = new CaptureFile(layout.capture(), order.capture())) {
            Tcpdump tcpdump = Tcpdump.start(target.namespace(), Listening.of(order.capture(), filter), file);
            Ending ending;
            try (tcpdump) {
                TargetWatch watch = new TargetWatch(search, target, tcpdump.pid());
                ending = new RunningCapture(order, layout, termination, clock, tcpdump)
                        .untilStopped(watch, () -> probing.begin(this::otherEndListens));
            }
            return ending.counting(Ending.Counts.of(file, tcpdump.messages())); // tcpdump counts at its end
        }
    }

    private boolean otherEndListens() {
        return !order.asks(Extra.BothEnds) || new CommonWindow(layout.annotations()).told();
    }

    private Ending failed(Exception reason) {
        Stop stop = reason instanceof CannotCapture known ? known.stop() : Stop.AttachFailed;
        return Ending.failed(stop, RunningCapture.sentence(reason), clock.millis());
    }

    private CaptureReport report(
            Ending ending, Interfaces interfaces, Tracking.Ended conntrack, Optional<Topology> topology) {
        boolean known =
                interfaces.all().isEmpty() || order.target().wholeNode(); // a node cannot be mistaken for another
        List<String> podIps = known ? List.of() : order.target().podIps();
        return ending.report(interfaces, podIps, conntrack, topology);
    }
}
