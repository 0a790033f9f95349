package io.nettools.planner.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.order.Extra;
import io.nettools.analyser.order.Order;
import io.nettools.analyser.order.Probe;
import io.nettools.planner.scenario.APod;
import io.nettools.planner.scenario.ATrace;
import io.nettools.planner.scenario.Admin;
import io.nettools.planner.scenario.World;
import io.nettools.planner.status.Reason;
import io.nettools.planner.status.TargetStatus;
import io.nettools.planner.status.TargetStatus.Role;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pods at the other end of a path, and the orders of their trace pods. */
class PeerTest {
    private static final APod WEB = APod.named("web").at("10.0.0.7", "fd00::7");
    private static final APod API = APod.named("api").on("node-2").at("10.0.1.9");

    @Test
    void aPeerHasItsOwnTracePodOnItsOwnNode() {
        World world = World.with(ATrace.of("web").toPod("api"), WEB).withPeers(API);
        Plan plan = world.turn();
        assertEquals(
                List.of("web on node-1", "api on node-2"),
                plan.ensure().stream()
                        .map(pod -> pod.target() + " on " + pod.node())
                        .toList());
        assertEquals(List.of("web Target", "api Peer"), recorded(world));
        assertEquals("web -> api", world.status().target());
        assertEquals("node-1,node-2", world.status().nodes());
        assertEquals("Waiting for tcpdump to listen on 2 pods.", world.message());
    }

    @Test
    void withoutAPeerTheOrderNamesNoEnds() {
        World world = World.with(ATrace.of("web").toAddress("10.0.1.9"), WEB);
        world.turn();
        assertEquals(Optional.empty(), Optional.ofNullable(world.target("web").role()));
        assertEquals("web -> 10.0.1.9", world.status().target());
    }

    @Test
    void thePeersPodCapturesOnlyPacketsToAndFromTheTargets() {
        Probe probe = new Probe(Probe.From.Pod, new Probe.Tcp("api", 80), 1, 1_000);
        ATrace trace = ATrace.of("web")
                .withoutConntrack()
                .on("eth0")
                .filtering("port 80")
                .probing(probe)
                .toPod("api");
        World world = World.with(trace, WEB).withPeers(API);
        Order order = order(world.turn(), "api");
        assertEquals("host 10.0.0.7 or host fd00::7", order.capture().filter());
        assertEquals("any", order.capture().networkInterface());
        assertEquals(Optional.empty(), order.probe());
        assertEquals(0, order.capture().excerpt());
        assertEquals(Set.of(Extra.Conntrack, Extra.NodeViews, Extra.BothEnds), order.extras());
        assertEquals(API.candidate().identity(), order.target());
    }

    @Test
    void thePeersOrderNamesAllTargets() {
        ATrace trace = ATrace.ofPodsWith("app=web", 2).toPod("api");
        World world = World.with(
                        trace,
                        APod.named("web-1").at("10.0.0.1"),
                        APod.named("web-2").at("10.0.0.2"))
                .withPeers(API);
        assertEquals(
                "host 10.0.0.1 or host 10.0.0.2",
                order(world.turn(), "api").capture().filter());
        assertEquals("2 pods of app=web -> api", world.status().target());
    }

    @Test
    void aPeersPodThatIsMadeAgainGetsTheSameOrder() {
        World world = World.with(ATrace.of("web").toPod("api"), WEB).withPeers(API);
        Order first = order(world.turn(), "api");
        assertEquals(first, order(world.tracePodIsGone("api").turn(), "api"));
    }

    @Test
    void viewsOfTheNodeTakeItsConntrackWithThem() {
        Order order = order(
                World.with(ATrace.of("web").withoutConntrack().lookingAtTheNode(), WEB)
                        .turn(),
                "web");
        assertEquals(Set.of(Extra.Conntrack, Extra.NodeViews), order.extras());
        Order plain = order(World.with(ATrace.of("web").withoutConntrack(), WEB).turn(), "web");
        assertEquals(Set.of(), plain.extras());
    }

    @Test
    void onlyATargetWithAPeerPodWaitsForTheOtherEnd() {
        Plan withPod =
                World.with(ATrace.of("web").toPod("api"), WEB).withPeers(API).turn();
        assertTrue(order(withPod, "web").asks(Extra.BothEnds));
        Plan withAddress =
                World.with(ATrace.of("web").toAddress("10.0.1.9"), WEB).turn();
        assertFalse(order(withAddress, "web").asks(Extra.BothEnds));
    }

    @Test
    void onlyAPeerThatIsAnAddressBecomesAFilter() {
        assertEquals("host 10.0.1.9", filter(ATrace.of("web").toAddress("10.0.1.9")));
        assertEquals("port 80", filter(ATrace.of("web").filtering("port 80").toAddress("10.0.1.9")));
        assertEquals("", filter(ATrace.of("web").toPod("api")));
        assertEquals("", filter(ATrace.of("web").toService("api")));
        Probe probe = new Probe(Probe.From.Pod, new Probe.Dns("web", "A", ""), 1, 1_000);
        assertEquals("port 53", filter(ATrace.of("web").probing(probe).toAddress("10.0.1.9")));
    }

    private static String filter(ATrace trace) {
        return order(World.with(trace, WEB).withPeers(API).turn(), "web")
                .capture()
                .filter();
    }

    @Test
    void atMostFourOfAServiceAreWatched() {
        APod[] many = Stream.of("a", "b", "c", "d", "e", "f").map(APod::named).toArray(APod[]::new);
        many[1] = many[1].inPhase("Pending", "");
        World world = World.with(ATrace.of("web").toService("api"), WEB)
                .withPeers(many)
                .allowing(Admin.allowingTargets(10));
        world.turn();
        assertEquals(List.of("web Target", "a Peer", "c Peer", "d Peer", "e Peer"), recorded(world));
    }

    /** A client of such a Service may be answered by a pod that is not captured. */
    @Test
    void aServiceWithUncapturedPodsHasNoRecordedAddresses() {
        APod[] many = Stream.of("a", "b", "c", "d", "e").map(APod::named).toArray(APod[]::new);
        World world = World.with(ATrace.of("web").toService("api"), WEB)
                .withPeers(many)
                .reachedBy("10.96.0.20")
                .allowing(Admin.allowingTargets(10));
        world.turn();
        assertEquals(List.of(), world.target("a").reachedBy());
    }

    /** A restarted operator looks nothing up again. */
    @Test
    void theServicesAddressesAreRecordedWithThePeers() {
        World world = World.with(ATrace.of("web").toService("api"), WEB)
                .withPeers(API)
                .reachedBy("10.96.0.20", "fd00:96::20");
        world.turn();
        assertEquals(List.of("10.96.0.20", "fd00:96::20"), world.target("api").reachedBy());
        assertEquals(List.of(), world.target("web").reachedBy());
        world.reachedBy("10.96.0.99").tcpdumpListens("api").turn();
        assertEquals(List.of("10.96.0.20", "fd00:96::20"), world.target("api").reachedBy());
    }

    @Test
    void noMorePeersAreCapturedThanTheAdminAllowsPods() {
        World world = World.with(ATrace.of("web").toService("api"), WEB)
                .withPeers(APod.named("a"), APod.named("b"), APod.named("c"))
                .allowing(Admin.allowingTargets(3));
        world.turn();
        assertEquals(List.of("web Target", "a Peer", "b Peer"), recorded(world));
    }

    @Test
    void aTargetBehindTheServiceIsWatchedOnce() {
        World both = World.with(ATrace.of("web").toService("front"), WEB).withPeers(WEB, API);
        both.turn();
        assertEquals(List.of("web Target", "api Peer"), recorded(both));
        World hairpin = World.with(ATrace.of("web").toService("front"), WEB).withPeers(WEB);
        hairpin.turn();
        assertEquals(List.of("web null"), recorded(hairpin));
        assertEquals("web -> service/front", hairpin.status().target());
    }

    @Test
    void aPodIsNotItsOwnPeer() {
        refused(
                World.with(ATrace.of("web").toPod("web"), WEB).withPeers(WEB),
                Reason.SpecInvalid,
                "spec.peer is pod web, which is also the target: name another pod, or the Service in front of it");
    }

    @Test
    void aPeerThatIsNotThereIsNamed() {
        refused(
                World.with(ATrace.of("web").toPod("api"), WEB),
                Reason.TargetNotFound,
                "spec.peer: There is no pod api in namespace shop: see kubectl get pods -n shop; a trace sees only its own "
                        + "namespace.");
        refused(
                World.with(ATrace.of("web").toService("api"), WEB),
                Reason.TargetNotFound,
                "spec.peer: There is no Service api in namespace shop, or no pod behind it: see kubectl get endpointslices "
                        + "-n shop -l kubernetes.io/service-name=api.");
    }

    @Test
    void aPeerThatDoesNotRunIsNamed() {
        refused(
                World.with(ATrace.of("web").toService("api"), WEB).withPeers(API.inPhase("Pending", "")),
                Reason.TargetNotRunning,
                "spec.peer: The only pod behind Service api is not running.");
        refused(
                World.with(ATrace.of("web").toPod("api"), WEB).withPeers(API.inPhase("Pending", "ErrImagePull")),
                Reason.TargetNotRunning,
                "spec.peer: Pod api is Pending (ErrImagePull), so there is no network namespace to enter: wait until"
                        + " one of its containers runs, then create the trace again.");
    }

    @Test
    void theTargetIsCheckedBeforeThePeer() {
        World world = World.with(ATrace.of("wbe").toPod("api"), WEB);
        world.turn();
        assertTrue(world.message().startsWith("There is no pod wbe "), world.message());
    }

    @Test
    void aPeerOnTheNodesNetworkIsRefused() {
        String why =
                "uses the node's own network, so it has no other end there, and a node view would show the traffic of"
                        + " all pods: leave out spec.views and spec.peer.";
        refused(
                World.with(ATrace.of("web").lookingAtTheNode(), WEB.onHostNetwork())
                        .allowing(Admin.allowingHostNetworkIn(World.NAMESPACE)),
                Reason.TargetHostNetwork,
                "Pod web " + why);
        refused(
                World.with(ATrace.of("web").toPod("api"), WEB)
                        .withPeers(API.onHostNetwork())
                        .allowing(Admin.allowingHostNetworkIn(World.NAMESPACE)),
                Reason.TargetHostNetwork,
                "spec.peer: Pod api " + why);
    }

    @Test
    void oneOfAServiceThatCannotBeWatchedDoesNotHideTheOthers() {
        World world = World.with(ATrace.of("web").toService("api"), WEB)
                .withPeers(API, APod.named("host").onHostNetwork());
        world.turn();
        assertEquals(Reason.Starting, world.target("api").reason());
        assertEquals(Reason.TargetHostNetwork, world.target("host").reason());
        assertEquals(2, world.tracePods());
    }

    /** A request from the node goes to the target only. */
    @Test
    void aProbeFromTheNodeIsNotInThePeersOrder() {
        Probe own = new Probe(Probe.From.Node, new Probe.Icmp("10.0.0.7"), 1, 1_000);
        World world =
                World.with(ATrace.of("web").probing(own).toPod("api"), WEB).withPeers(API);
        world.turn();
        assertEquals(Reason.Starting, world.reason());
    }

    @Test
    void bothEndsTakeTheirPlaces() {
        World world =
                World.with(ATrace.of("web").toPod("api"), WEB).withPeers(API).otherTracePods("node-2", 3);
        world.turn();
        assertEquals(
                "Position 1 in the queue of namespace shop; waits for one of the 3 trace pods allowed on node node-2.",
                world.message());
        world.otherTracePods("node-2", 0).otherTracePods("node-1", 0).otherTracePods("node-3", 9);
        world.afterSeconds(300).turn();
        assertEquals(
                "Position 1 in the queue of namespace shop; waits for 2 of the 10 trace pods allowed in the cluster.",
                world.message());
        world.otherTracePods("node-3", 8).turn();
        assertEquals(Reason.Starting, world.reason());
    }

    @Test
    void eventsNameThePeers() {
        World world = World.with(ATrace.of("web").toService("api"), WEB).withPeers(API);
        world.turn();
        world.tcpdumpListens("web").tcpdumpListens("api").turn();
        assertEquals(List.of("Started", "Started web", "Started api"), world.told());
        assertEquals(
                "tcpdump listens on 2 pods. Peer: service/api. Filter: none.",
                world.notes().getFirst().message());
    }

    @Test
    void aPeerThatIsGoneBeforeItsTracePodIsMadeHasEnded() {
        World world = World.with(ATrace.of("web").toPod("api"), WEB).withPeers(API);
        world.turn();
        world.tracePodIsGone("api").targetIsGone("api").turn();
        TargetStatus peer = world.target("api");
        assertEquals(Reason.TargetGone, peer.reason());
        assertEquals("The peer pod ended before a capture began.", peer.message());
        assertEquals(Role.Peer, peer.role());
    }

    private static Order order(Plan plan, String pod) {
        return plan.ensure().stream()
                .filter(order -> order.target().equals(pod))
                .findFirst()
                .orElseThrow()
                .order();
    }

    private static List<String> recorded(World world) {
        return world.status().targets().stream()
                .map(target -> target.pod() + " " + target.role())
                .toList();
    }

    private static void refused(World world, Reason reason, String sentence) {
        Plan plan = world.turn();
        assertEquals(sentence, world.message());
        assertEquals(reason, world.reason());
        assertEquals(List.of(), plan.ensure());
        assertEquals(0, world.tracePods());
    }
}
