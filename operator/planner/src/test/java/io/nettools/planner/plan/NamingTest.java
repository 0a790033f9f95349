package io.nettools.planner.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.CaptureReport;
import io.nettools.analyser.report.CaptureReport.Stop;
import io.nettools.analyser.report.Flow;
import io.nettools.analyser.report.Listener;
import io.nettools.analyser.shape.Listed;
import io.nettools.planner.cluster.Names;
import io.nettools.planner.cluster.Owner;
import io.nettools.planner.scenario.APod;
import io.nettools.planner.scenario.ATrace;
import io.nettools.planner.scenario.Admin;
import io.nettools.planner.scenario.Captures;
import io.nettools.planner.scenario.Reports;
import io.nettools.planner.scenario.World;
import io.nettools.planner.socket.MeshProxy;
import io.nettools.planner.status.ConversationAnswer;
import io.nettools.planner.status.Reason;
import io.nettools.planner.status.TargetStatus;
import io.nettools.planner.trace.TargetRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Both ends of each conversation carry their names. */
class NamingTest {
    private static final Instant CAPTURED = Instant.ofEpochMilli(Captures.ATTACHED + 30_000);

    @Test
    void theEndsOfAConversationAreNamed() {
        World world = capturing().owns("10.96.1.1", new Owner.ClusterIp("shop", "web"));
        ConversationAnswer flow = answered(world, Reports.between("10.0.0.7:40000", "10.96.1.1:80"));
        assertEquals("pod web on node-1", flow.clientName());
        assertEquals("service/web", flow.serverName());
    }

    @Test
    void anAddressOfAnUnknownOwnerHasNoName() {
        ConversationAnswer flow = answered(capturing(), Reports.between("10.0.0.7:40000", "10.96.1.1:80"));
        assertEquals("pod web on node-1", flow.clientName());
        assertEquals("", flow.serverName());
    }

    @Test
    void tracedPodsAreNamedWithoutAsking() {
        World world = capturing();
        assertEquals(
                "pod web on node-1",
                answered(world, Reports.between("127.0.0.1:1", "10.0.0.7:80")).serverName());
        assertEquals(List.of(), world.asked());
    }

    @Test
    void aPodThatStartedAfterTheCaptureIsNotNamed() {
        World late = capturing().owns("10.0.5.5", pod("late", CAPTURED.plusSeconds(1)));
        assertEquals(
                "", answered(late, Reports.between("10.0.0.7:1", "10.0.5.5:80")).serverName());
        World early = capturing().owns("10.0.5.5", pod("early", CAPTURED.minusSeconds(1)));
        assertEquals(
                "pod early on node-2",
                answered(early, Reports.between("10.0.0.7:1", "10.0.5.5:80")).serverName());
    }

    @Test
    void theServiceOfThePeersIsNamedWithoutAsking() {
        World world = World.with(ATrace.of("web").toService("api"), APod.named("web"))
                .withPeers(APod.named("api-1").on("node-2").at("10.0.1.9"))
                .reachedBy("10.96.7.7");
        world.turn();
        world.tcpdumpListens("web").tcpdumpListens("api-1").turn();
        world.answered("api-1", Captures.endedBy(Stop.Duration), Reports.empty());
        ConversationAnswer flow = answered(world, Reports.between("10.0.0.7:1", "10.96.7.7:80"));
        assertEquals("service/api", flow.serverName());
        assertEquals(List.of(), world.asked());
    }

    @Test
    void aTracedNodeIsNamedByItsName() {
        World world = World.with(ATrace.of(new TargetRef.Node("node-1")), APod.ofNode("node-1"))
                .allowing(Admin.allowingHostNetworkIn(World.NAMESPACE));
        world.turn();
        world.tcpdumpListens("node-1").turn();
        answer(world, "node-1", Reports.between("10.0.5.5:1", "198.18.0.11:80"));
        assertEquals(
                "node-1", world.status().targets().getFirst().flows().getFirst().serverName());
    }

    @Test
    void theProxyOfAMeshIsNamedWhereTheTargetSpeaksWithIt() {
        World world = World.with(ATrace.of("web"), APod.named("web"))
                .owns("10.0.5.5", new Owner.Pod("shop", "db", "node-2", Optional.empty()));
        world.turn();
        world.tcpdumpListens("web").turn();
        CaptureReport ended = Captures.endedBy(Stop.Duration);
        CaptureReport meshed = ended.watching(
                new CaptureReport.Watched(List.of(), Optional.empty(), Optional.empty(), Optional.of(ofZtunnel())));
        world.answered(
                        "web",
                        meshed,
                        Reports.of(
                                3,
                                List.of(
                                        Reports.between("10.0.0.7:1", "127.0.0.1:15001"),
                                        Reports.between("10.0.0.7:2", "10.0.5.5:15008"),
                                        Reports.between("10.0.0.7:3", "10.0.5.5:80")),
                                List.of()))
                .turn();
        TargetStatus web = world.target("web");
        assertEquals(
                List.of("ztunnel (Istio ambient)", "ztunnel at pod db on node-2", "pod db on node-2"),
                web.flows().stream().map(ConversationAnswer::serverName).toList());
        assertTrue(web.notes().contains(MeshProxy.Ambient.note()), web.notes()::toString);
    }

    private static Listed<Listener> ofZtunnel() {
        List<Listener> sockets = IntStream.of(15001, 15006, 15008, 8080)
                .mapToObj(port -> new Listener(Listener.Protocol.TCP, "::", port, Listener.Seen.BothTimes))
                .toList();
        return new Listed<>(sockets.size(), sockets);
    }

    /** The node has other ports, too. */
    @Test
    void aServiceAtAPortOfANodeGivesItsNameToThatEndAlone() {
        World world = World.with(
                ATrace.ofPodsWith("app=web", 2),
                APod.named("web-1"),
                APod.named("web-2").at("10.0.0.8"));
        world.turn();
        world.tcpdumpListens("web-1").tcpdumpListens("web-2").turn();
        world.owns("172.18.0.2", new Owner.Node("node-9")).owns("172.18.0.2:30080", new Owner.ClusterIp("shop", "db"));
        answer(world, "web-1", Reports.between("10.0.0.7:1", "172.18.0.2:30080"));
        assertEquals("service/db", world.target("web-1").flows().getFirst().serverName());
        answer(world, "web-2", Reports.between("10.0.0.8:1", "172.18.0.2:22"));
        assertEquals("node-9", world.target("web-2").flows().getFirst().serverName());
        Names all = Naming.names(world.observed(), world.status().targets());
        assertEquals(
                "service/db (172.18.0.2:30080) is slow, node-9 (172.18.0.2:22) is not",
                all.named("172.18.0.2:30080 is slow, 172.18.0.2:22 is not"));
    }

    @Test
    void namesOfAnEarlierTurnStay() {
        World world = World.with(
                ATrace.ofPodsWith("app=web", 2),
                APod.named("web-1"),
                APod.named("web-2").at("10.0.0.8"));
        world.turn();
        world.tcpdumpListens("web-1").tcpdumpListens("web-2").turn();
        world.owns("10.96.1.1", new Owner.ClusterIp("shop", "db"));
        answer(world, "web-1", Reports.between("10.0.0.7:1", "10.96.1.1:80"));
        answer(world, "web-2", Reports.between("10.0.0.8:1", "10.0.0.7:80"));
        assertEquals(Reason.Completed, world.reason());
        assertEquals("service/db", world.target("web-1").flows().getFirst().serverName());
        assertEquals(
                "pod web-1 on node-1", world.target("web-2").flows().getFirst().serverName());
        Names all = Naming.names(world.observed(), world.status().targets());
        assertEquals("service/db (10.96.1.1:80) is slow", all.named("10.96.1.1:80 is slow"));
    }

    private static Owner pod(String name, Instant started) {
        return new Owner.Pod("shop", name, "node-2", Optional.of(started));
    }

    private static World capturing() {
        World world = World.with(ATrace.of("web"), APod.named("web"));
        world.turn();
        world.tcpdumpListens("web").turn();
        return world;
    }

    private static ConversationAnswer answered(World world, Flow flow) {
        answer(world, "web", flow);
        return world.target("web").flows().getFirst();
    }

    private static void answer(World world, String pod, Flow flow) {
        world.answered(pod, Captures.endedBy(Stop.Duration), Reports.of(1, List.of(flow), List.of()))
                .turn();
    }
}
