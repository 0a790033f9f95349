package io.nettools.planner.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.order.Probe;
import io.nettools.planner.plan.Plan.Finalizer;
import io.nettools.planner.scenario.APod;
import io.nettools.planner.scenario.ATrace;
import io.nettools.planner.scenario.Admin;
import io.nettools.planner.scenario.KStatus;
import io.nettools.planner.scenario.World;
import io.nettools.planner.status.Condition.Truth;
import io.nettools.planner.status.Reason;
import io.nettools.planner.trace.TargetRef;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A refused trace: its status says so at once, and nothing is made for it. */
class RefusedTest {

    @Test
    void aRefusedTraceMakesNoPodAndTakesNoFinalizer() {
        World world = World.with(ATrace.of("web").filtering("host example.com"), APod.named("web"));
        Plan plan = world.turn();
        assertEquals(Reason.FilterInvalid, world.reason());
        assertEquals(List.of(), plan.ensure());
        assertNotEquals(Finalizer.Hold, plan.finalizer());
        assertEquals(Truth.False, world.truth("Accepted"));
        assertEquals(Truth.True, world.truth("Finished"));
        assertEquals(KStatus.Failed, world.kstatus());
    }

    @Test
    void aRefusedTraceHasOneEventAndNoneOnPods() {
        World world = World.with(ATrace.of("web").filtering("host example.com"), APod.named("web"));
        world.turn();
        world.afterSeconds(60).turn();
        assertEquals(List.of("Finished"), world.told());
        assertTrue(world.notes().getFirst().warning());
        assertTrue(world.notes().getFirst().message().startsWith("FilterInvalid: spec.capture.filter: "));
    }

    @Test
    void aRefusedTraceIsDeletedInTimeToo() {
        ATrace trace = ATrace.of("web").filtering("host example.com").deletedAfter(Duration.ofHours(1));
        World world = World.with(trace, APod.named("web"));
        assertEquals(Optional.of(Duration.ofHours(1)), world.turn().wake());
        world.after(Duration.ofHours(1)).turn();
        assertTrue(world.gone());
    }

    @Test
    void aPodThatIsNotThereIsNamedWithItsNamespace() {
        refused(
                World.with(ATrace.of("wbe"), APod.named("web")),
                Reason.TargetNotFound,
                "There is no pod wbe in namespace shop: see kubectl get pods -n shop; a trace sees only its own namespace.");
    }

    @Test
    void aRequestFromTheNodeToSomebodyElseIsRefusedWithThePodsAddresses() {
        Probe probe = new Probe(Probe.From.Node, new Probe.Tcp("10.96.0.1", 443), 1, 1_000);
        refused(
                World.with(ATrace.of("web").probing(probe), APod.named("web")),
                Reason.SpecInvalid,
                "spec.probe is from: Node, which may send requests only to the target pod: write one of the "
                        + "addresses of pod web (10.0.0.7), or from: Pod");
    }

    @Test
    void labelsThatNoPodHasAreNamed() {
        refused(
                World.with(ATrace.ofPodsWith("app=wbe", 3)),
                Reason.TargetNotFound,
                "No pod in namespace shop has the labels app=wbe: see kubectl get pods -n shop --show-labels.");
    }

    @Test
    void aServiceOrWorkloadWithoutPodsIsRefusedWithANextStep() {
        refused(
                World.with(ATrace.of(new TargetRef.Endpoints("front", 3))),
                Reason.TargetNotFound,
                "There is no Service front in namespace shop, or no pod behind it: see kubectl get endpointslices -n shop"
                        + " -l kubernetes.io/service-name=front.");
        refused(
                World.with(ATrace.of(new TargetRef.Workload(TargetRef.Workload.Kind.DaemonSet, "agent", 3))),
                Reason.TargetNotFound,
                "There is no DaemonSet agent in namespace shop, or no pod of it: see kubectl describe daemonset/agent -n shop.");
    }

    @Test
    void theOnlyPodOfAWorkloadIsNamedIfItDoesNotRun() {
        refused(
                World.with(
                        ATrace.of(new TargetRef.Workload(TargetRef.Workload.Kind.Deployment, "web", 3)),
                        APod.named("web-1").inPhase("Pending", "")),
                Reason.TargetNotRunning,
                "The only pod of Deployment web is not running.");
        refused(
                World.with(
                        ATrace.of(new TargetRef.Endpoints("front", 3)),
                        APod.named("web-1").inPhase("Pending", "")),
                Reason.TargetNotRunning,
                "The only pod behind Service front is not running.");
    }

    @Test
    void podsThatDoNotRunAreCounted() {
        APod pending = APod.named("web-1").inPhase("Pending", "");
        APod going = APod.named("web-2").beingDeleted();
        refused(
                World.with(ATrace.ofPodsWith("app=web", 3), pending, going),
                Reason.TargetNotRunning,
                "None of the 2 pods with the labels app=web is running.");
        refused(
                World.with(ATrace.ofPodsWith("app=web", 3), pending),
                Reason.TargetNotRunning,
                "The only pod with the labels app=web is not running.");
    }

    @Test
    void aPodThatDoesNotRunIsRefusedWithItsState() {
        String next =
                ", so there is no network namespace to enter: wait until one of its containers runs, then create the"
                        + " trace again.";
        refused(
                World.with(ATrace.of("web"), APod.named("web").inPhase("Pending", "ImagePullBackOff")),
                Reason.TargetNotRunning,
                "Pod web is Pending (ImagePullBackOff)" + next);
        refused(
                World.with(ATrace.of("web"), APod.named("web").inPhase("Succeeded", "")),
                Reason.TargetNotRunning,
                "Pod web is Succeeded" + next);
        refused(
                World.with(ATrace.of("web"), APod.named("web").beingDeleted()),
                Reason.TargetNotRunning,
                "Pod web is being deleted" + next);
    }

    @Test
    void aPodWhoseContainersAllRestartIsRefusedThoughItsPhaseIsRunning() {
        World world = World.with(ATrace.of("web"), APod.named("web").inPhase("Running", "CrashLoopBackOff"));
        world.turn();
        assertEquals(Reason.TargetNotRunning, world.reason());
    }

    @Test
    void aWindowsPodIsRefused() {
        refused(
                World.with(ATrace.of("web"), APod.named("web").onWindows()),
                Reason.TargetUnsupported,
                "Pod web runs on Windows, which has no network namespaces.");
    }

    @Test
    void aPodOnTheNodesNetworkIsRefused() {
        refused(
                World.with(ATrace.of("web"), APod.named("web").onHostNetwork()),
                Reason.TargetHostNetwork,
                "Pod web uses the node's own network, which carries the traffic of all pods; namespace shop may not"
                        + " trace it (the admin's setting hostNetworkNamespaces).");
    }

    @Test
    void onlyTheNamespacesThatTheAdminListsMayTraceTheNodesNetwork() {
        World elsewhere = World.with(ATrace.of("web"), APod.named("web").onHostNetwork())
                .allowing(Admin.allowingHostNetworkIn("monitoring"));
        elsewhere.turn();
        assertEquals(Reason.TargetHostNetwork, elsewhere.reason());
        World here = World.with(ATrace.of("web"), APod.named("web").onHostNetwork())
                .allowing(Admin.allowingHostNetworkIn(World.NAMESPACE));
        here.turn();
        assertEquals(Reason.Starting, here.reason());
    }

    @Test
    void onePodOfASelectorThatMayNotBeTracedDoesNotHideTheOthers() {
        APod fine = APod.named("web-1");
        APod host = APod.named("web-2").onHostNetwork();
        World world = World.with(ATrace.ofPodsWith("app=web", 3), fine, host);
        world.turn();
        assertEquals(Reason.Starting, world.reason());
        assertEquals(Reason.TargetHostNetwork, world.target("web-2").reason());
        assertTrue(world.target("web-2").message().startsWith("Pod web-2 "));
        assertEquals(1, world.tracePods());
    }

    @Test
    void aSelectorWithoutTraceablePodsRefusesTheTrace() {
        World world = World.with(
                ATrace.ofPodsWith("app=web", 3),
                APod.named("a").onHostNetwork(),
                APod.named("b").onHostNetwork());
        world.turn();
        assertEquals(Reason.TargetHostNetwork, world.reason());
        assertEquals(0, world.tracePods());
    }

    @Test
    void theSpecIsCheckedBeforeTheTarget() {
        World world = World.with(ATrace.of("wbe").on("-w"));
        world.turn();
        assertEquals(Reason.SpecInvalid, world.reason());
    }

    private static void refused(World world, Reason reason, String sentence) {
        Plan plan = world.turn();
        assertEquals(reason, world.reason());
        assertEquals(sentence, world.message());
        assertEquals(sentence, world.status().summary());
        assertEquals(List.of(), plan.ensure());
        assertEquals(List.of(), world.status().targets());
        assertFalse(world.held());
    }
}
