package io.nettools.planner.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.CaptureReport.Stop;
import io.nettools.planner.scenario.APod;
import io.nettools.planner.scenario.ATrace;
import io.nettools.planner.scenario.Captures;
import io.nettools.planner.scenario.Reports;
import io.nettools.planner.scenario.World;
import io.nettools.planner.status.Condition;
import io.nettools.planner.status.Status;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Any events in any order, seen by the operator or not: {@link io.nettools.planner.scenario.Promises} hold in each
 * round, and the trace ends.
 */
class AnyHistoryTest {

    /** Something that happens to one of the pods or to the trace. */
    record Happening(What what, String pod, Stop stop, boolean seen) {}

    enum What {
        TcpdumpListens,
        CaptureEnds,
        CaptureFails,
        Answered,
        TracePodEnds,
        TracePodDeleted,
        TracePodGone,
        Troubled,
        TargetGone,
        KubeletClears,
        UserStops,
        Busy,
        Idle,
        Refusing,
        TimePasses
    }

    @Property(tries = 3000)
    void everyPromiseIsKeptInEveryRound(
            @ForAll("histories") List<Happening> history, @ForAll("worlds") Supplier<World> begin) {
        World world = begin.get();
        for (Happening happening : history) {
            happens(world, happening);
            if (happening.seen()) {
                world.turn();
            }
        }
    }

    @Property(tries = 1000)
    void everyTraceEndsOnceAndLeavesNothing(
            @ForAll("histories") List<Happening> history, @ForAll("worlds") Supplier<World> begin) {
        World world = begin.get();
        history.forEach(happening -> {
            happens(world, happening);
            world.turn();
        });
        world.otherTracePods("node-1", 0).turn();
        Duration longEnough = Duration.ofMinutes(10);
        for (int round = 0; round < 5; round++) {
            world.after(longEnough).turn();
            world.kubeletClears();
        }
        world.turn();
        assertTrue(world.status().finished(), () -> world.reason() + " " + world.message());
        assertEquals(0, world.tracePods());
        assertTrue(!world.held(), "the finalizer is still held");
        assertEquals(new HashSet<>(world.told()).size(), world.told().size(), () -> "told twice: " + world.told());
        assertTrue(world.told().contains("Finished"));
    }

    @Property(tries = 1000)
    void aTransitionTimeMovesOnlyWithItsStatus(
            @ForAll("histories") List<Happening> history, @ForAll("worlds") Supplier<World> begin) {
        World world = begin.get();
        for (Happening happening : history) {
            Status before = world.status();
            happens(world, happening);
            world.afterSeconds(1).turn();
            before.conditions().forEach(old -> {
                Condition next = world.condition(old.type());
                boolean same = old.status() == next.status();
                assertEquals(same, old.lastTransitionTime().equals(next.lastTransitionTime()), old.type());
            });
        }
    }

    @Property(tries = 1000)
    void deletionAlwaysEndsInNothing(
            @ForAll("histories") List<Happening> history, @ForAll("worlds") Supplier<World> begin) {
        World world = begin.get();
        history.forEach(happening -> {
            happens(world, happening);
            world.turn();
        });
        world.userDeletes().turn();
        world.kubeletClears().turn();
        assertTrue(world.gone());
        assertEquals(0, world.tracePods());
    }

    /** Two targets, or one with another end: whatever happens to one end, the other does not wait for ever. */
    @Provide
    Arbitrary<Supplier<World>> worlds() {
        return Arbitraries.of(AnyHistoryTest::twoTargets, AnyHistoryTest::bothEnds);
    }

    private static World twoTargets() {
        return World.with(ATrace.ofPodsWith("app=web", 2), APod.named("web-1"), APod.named("web-2"));
    }

    private static World bothEnds() {
        return World.with(ATrace.of("web-1").toService("web"), APod.named("web-1"))
                .withPeers(APod.named("web-2").on("node-2").at("10.0.1.9"));
    }

    private static void happens(World world, Happening it) {
        switch (it.what()) {
            case TcpdumpListens -> world.tcpdumpListens(it.pod());
            case CaptureEnds -> world.captureEnds(it.pod(), Captures.endedBy(it.stop()));
            case CaptureFails -> world.captureEnds(it.pod(), Captures.failedBy(Stop.AttachFailed, "no"));
            case Answered -> world.answered(it.pod(), Captures.endedBy(it.stop()), Reports.hello());
            case TracePodEnds -> world.tracePodEnds(it.pod());
            case TracePodDeleted -> world.tracePodIsDeleted(it.pod());
            case TracePodGone -> world.tracePodIsGone(it.pod());
            case Troubled -> world.tracePodIsTroubled(it.pod(), "ImagePullBackOff", "no");
            case TargetGone -> world.targetIsGone(it.pod());
            case KubeletClears -> world.kubeletClears();
            case UserStops -> world.userStops();
            case Busy -> world.otherTracePods("node-1", 5);
            case Idle -> world.otherTracePods("node-1", 0);
            case Refusing -> world.refusesTracePods("no");
            case TimePasses -> world.afterSeconds(61);
        }
    }

    @Provide
    Arbitrary<List<Happening>> histories() {
        return Combinators.combine(
                        Arbitraries.of(What.class),
                        Arbitraries.of("web-1", "web-2"),
                        Arbitraries.of(Stop.Duration, Stop.MaxPackets, Stop.StopRequested, Stop.Terminated),
                        Arbitraries.of(true, true, false))
                .as(Happening::new)
                .list()
                .ofMaxSize(12);
    }
}
