package io.nettools.planner.plan;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nettools.analyser.order.Probe;
import io.nettools.analyser.report.CaptureReport.Stop;
import io.nettools.planner.scenario.APod;
import io.nettools.planner.scenario.ATrace;
import io.nettools.planner.scenario.Admin;
import io.nettools.planner.scenario.Captures;
import io.nettools.planner.scenario.Reports;
import io.nettools.planner.scenario.World;
import io.nettools.planner.status.Reason;
import io.nettools.planner.trace.Limits.Permission;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each reason can be reached: the table shows how. */
class EveryReasonTest {

    /** Pending is the schema's default and never the planner's word. */
    private static final Set<Reason> WRITTEN_BY_THE_API_SERVER = EnumSet.of(Reason.Pending);

    private static final Probe FROM_NODE = new Probe(Probe.From.Node, new Probe.Icmp("10.0.0.7"), 1, 1_000);

    private static final Map<Reason, Supplier<World>> WAYS = Map.ofEntries(
            entry(Reason.Queued, () -> web().otherTracePods("node-1", 9)),
            entry(Reason.LookupForbidden, () -> web().forbidsToLook("no")),
            entry(Reason.Starting, EveryReasonTest::starting),
            entry(Reason.Capturing, EveryReasonTest::capturing),
            entry(Reason.Completed, () -> ended(Stop.Duration)),
            entry(Reason.PacketLimitReached, () -> ended(Stop.MaxPackets)),
            entry(Reason.SizeLimitReached, () -> ended(Stop.MaxBytes)),
            entry(Reason.Stopped, () -> ended(Stop.StopRequested)),
            entry(Reason.SpecInvalid, () -> of(ATrace.of("web").on("-w"))),
            entry(Reason.FilterInvalid, () -> of(ATrace.of("web").filtering("host example.com"))),
            entry(Reason.PayloadNotAllowed, () -> of(ATrace.of("web").withPayload())),
            entry(Reason.ViewsNotAllowed, () -> of(ATrace.of("web").lookingAtTheNode())
                    .allowing(Admin.allowingNo(Permission.NodeViews))),
            entry(Reason.NodeProbesNotAllowed, () -> of(ATrace.of("web").probing(FROM_NODE))
                    .allowing(Admin.allowingNo(Permission.NodeProbes))),
            entry(Reason.TopologyNotAllowed, () -> of(ATrace.of("web").askingForTopology())
                    .allowing(Admin.allowingNo(Permission.Topology))),
            entry(Reason.TargetNotFound, () -> of(ATrace.of("wbe"))),
            entry(Reason.TargetNotRunning, () -> of(APod.named("web").inPhase("Pending", ""))),
            entry(Reason.TargetHostNetwork, () -> of(APod.named("web").onHostNetwork())),
            entry(Reason.TargetUnsupported, () -> of(APod.named("web").onWindows())),
            entry(Reason.InterfaceNotFound, () -> ended(Stop.InterfaceNotFound)),
            entry(Reason.TargetGone, () -> ended(Stop.TargetGone)),
            entry(Reason.InterfaceGone, () -> ended(Stop.InterfaceGone)),
            entry(Reason.DiskFull, () -> ended(Stop.DiskFull)),
            entry(Reason.PodRejected, () -> web().refusesTracePods("no")),
            entry(Reason.ImagePullFailed, () -> starting().tracePodIsTroubled("web", "ImagePullBackOff", "no")),
            entry(Reason.StartDeadlineExceeded, () -> starting().afterSeconds(120)),
            entry(Reason.DeadlineExceeded, () -> capturing().afterSeconds(600)),
            entry(Reason.PodLost, () -> capturing().tracePodIsGone("web")),
            entry(Reason.Evicted, () -> ended(Stop.Terminated)),
            entry(Reason.CaptureFailed, () -> ended(Stop.ToolFailed)),
            entry(Reason.AnalyserFailed, () -> counted().tracePodEnds("web")),
            entry(Reason.PartlyFailed, EveryReasonTest::oneOfTwoLost),
            entry(Reason.InternalError, () -> capturing().whereARuleFails(new IllegalStateException())),
            entry(Reason.Unknown, () -> starting().newerOperatorWroteOf("web", "Dreaming.")));

    @Test
    void theTableLacksNone() {
        assertEquals(EnumSet.complementOf(EnumSet.copyOf(WRITTEN_BY_THE_API_SERVER)), EnumSet.copyOf(WAYS.keySet()));
    }

    @TestFactory
    Stream<DynamicTest> eachReasonIsReached() {
        return WAYS.entrySet().stream()
                .map(way -> DynamicTest.dynamicTest(way.getKey().name(), () -> {
                    World world = way.getValue().get();
                    world.turn();
                    assertEquals(way.getKey(), world.reason());
                    assertEquals(way.getKey().terminal(), world.status().finished());
                }));
    }

    private static World of(ATrace trace) {
        return World.with(trace, APod.named("web"));
    }

    private static World of(APod pod) {
        return World.with(ATrace.of("web"), pod);
    }

    private static World web() {
        return of(ATrace.of("web"));
    }

    private static World starting() {
        World world = web();
        world.turn();
        return world;
    }

    private static World capturing() {
        World world = starting().tcpdumpListens("web");
        world.turn();
        return world;
    }

    private static World counted() {
        return capturing().captureEnds("web", Captures.endedBy(Stop.Duration));
    }

    private static World ended(Stop stop) {
        return capturing().answered("web", Captures.endedBy(stop), Reports.hello());
    }

    private static World oneOfTwoLost() {
        World world = World.with(ATrace.ofPodsWith("app=web", 2), APod.named("web"), APod.named("web-2"));
        world.turn();
        world.tcpdumpListens("web").tcpdumpListens("web-2").turn();
        return world.tracePodIsGone("web").answered("web-2", Captures.endedBy(Stop.Duration), Reports.hello());
    }
}
