package io.nettools.planner.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.CaptureReport.Stop;
import io.nettools.analyser.report.Code;
import io.nettools.analyser.report.Finding;
import io.nettools.analyser.report.Finding.About;
import io.nettools.analyser.report.Finding.Severity;
import io.nettools.planner.cluster.Owner;
import io.nettools.planner.cluster.ServiceAnswer;
import io.nettools.planner.cluster.ServiceFacts;
import io.nettools.planner.cluster.ServiceFacts.Behind;
import io.nettools.planner.cluster.ServiceFacts.Spec;
import io.nettools.planner.cluster.ServiceRef;
import io.nettools.planner.scenario.APod;
import io.nettools.planner.scenario.ATrace;
import io.nettools.planner.scenario.Captures;
import io.nettools.planner.scenario.Reports;
import io.nettools.planner.scenario.World;
import io.nettools.planner.status.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A trace asks about the Services that fail, and says what is wrong with them. */
class ServingTest {
    private static final String NO_POD = "service/api (%s) has no endpoints: its selector app=apy matches no pod";
    private static final ServiceRef AT = new ServiceRef.At("10.96.7.7");
    private static final ServiceRef CALLED = new ServiceRef.Called(World.NAMESPACE, "api");

    private static final ServiceAnswer EMPTY = ServiceAnswer.of(new ServiceFacts(
            new Owner.ClusterIp(World.NAMESPACE, "api"),
            new Spec(List.of("10.96.7.7"), "", "app=apy", false, List.of()),
            new Behind(List.of(), List.of(), true),
            true));

    @Test
    void aRefusedConnectionToAServiceIsItsLackOfEndpoints() {
        World world = World.with(ATrace.of("web"), APod.named("web")).serves(AT, EMPTY);
        answers(world, refused("10.96.7.7:80"));
        assertEquals(List.of(AT), world.asked().getFirst().services());
        assertEquals(NO_POD.formatted("10.96.7.7:80"), world.status().summary());
    }

    @Test
    void aRefusalOfTheTargetItselfAsksAboutNoService() {
        World world = World.with(ATrace.of("web"), APod.named("web"));
        answers(world, refused("10.0.0.7:80"));
        assertEquals(List.of(), world.asked());
    }

    @Test
    void aPeerServiceWithoutPodsIsTheDiagnosisThoughNoPacketWasSent() {
        World world = World.with(ATrace.of("web").toService("api"), APod.named("web"))
                .reachedBy("10.96.7.7")
                .serves(CALLED, EMPTY);
        answers(world, null);
        assertEquals(Reason.Completed, world.reason());
        assertEquals(NO_POD.formatted("10.96.7.7"), world.status().summary());
        assertTrue(world.target("web").notes().getLast().startsWith("spec.peer: "), () -> world.target("web") + "");
    }

    @Test
    void aPeerServiceWithoutPodsIsOneFaultWithItsPackets() {
        World world = World.with(ATrace.of("web").toService("api"), APod.named("web"))
                .reachedBy("10.96.7.7")
                .serves(CALLED, EMPTY)
                .serves(AT, EMPTY);
        answers(world, refused("10.96.7.7:80"));
        assertEquals(1, world.status().diagnosis().size(), () -> world.status() + "");
        assertEquals(NO_POD.formatted("10.96.7.7:80"), world.status().summary());
    }

    @Test
    void aPeerServiceThatCannotBeReadEndsLikeATraceWithoutPeer() {
        World world =
                World.with(ATrace.of("web").toService("api"), APod.named("web")).reachedBy("10.96.7.7");
        answers(world, null);
        assertEquals(Reason.Completed, world.reason());
        assertEquals(List.of(), world.status().diagnosis());
    }

    private static Finding refused(String server) {
        return new Finding(
                Code.ConnectionRefused.name(),
                Severity.Error,
                server + " refuses connections",
                server + " refuses connections.",
                List.of(),
                "Look.",
                "",
                About.server(server));
    }

    private static void answers(World world, Finding finding) {
        world.turn();
        world.tcpdumpListens("web").turn();
        world.answered(
                        "web",
                        Captures.endedBy(Stop.Duration),
                        finding == null ? Reports.empty() : Reports.finding(finding))
                .turn();
    }
}
