package io.nettools.planner.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.CaptureReport.Stop;
import io.nettools.analyser.report.Code;
import io.nettools.analyser.report.DnsTransaction;
import io.nettools.analyser.report.Finding;
import io.nettools.analyser.report.Finding.About;
import io.nettools.analyser.report.Finding.Severity;
import io.nettools.analyser.report.Report;
import io.nettools.analyser.shape.Listed;
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
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A trace asks about the Services that fail, and says what is wrong with them. */
class ServingTest {
    private static final String NO_POD = "service/api (%s) has no endpoints: its selector app=apy matches no pod";
    private static final ServiceRef AT = new ServiceRef.At("10.96.7.7:80");
    private static final ServiceRef CALLED = new ServiceRef.Called(World.NAMESPACE, "api");

    private static final ServiceAnswer EMPTY = ServiceAnswer.of(new ServiceFacts(
            new Owner.ClusterIp(World.NAMESPACE, "api"),
            new Spec(List.of("10.96.7.7"), "", "app=apy", false, List.of()),
            new Behind(List.of(), List.of(), true),
            true));

    private static final ServiceAnswer BOOK = ServiceAnswer.of(new ServiceFacts(
            new Owner.ClusterIp(World.NAMESPACE, "book"),
            new Spec(List.of("10.96.8.8"), "", "app=boook", false, List.of()),
            new Behind(List.of(), List.of(), true),
            true));
    private static final List<String> MANY =
            List.of("10.96.7.2:80", "10.96.7.3:80", "10.96.7.4:80", "10.96.7.5:80", "10.96.7.6:80");

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
    void eachServiceOfAFindingAtSeveralServersIsAskedAbout() {
        ServiceRef other = new ServiceRef.At("10.96.8.8:81");
        World world = World.with(ATrace.of("web"), APod.named("web"))
                .serves(AT, EMPTY)
                .serves(other, BOOK);
        Finding first = refused("10.96.7.7:80");
        answers(
                world,
                first.saying(first.headline() + ", 1 more alike", first.message(), first.nextStep())
                        .shownBy("1 more alike at 10.96.8.8:81"));
        assertEquals(List.of(AT, other), world.asked().getFirst().services());
        assertEquals(
                NO_POD.formatted("10.96.7.7:80") + ", 1 more alike",
                world.status().summary());
        assertTrue(
                world.status().diagnosis().getFirst().evidence().stream()
                        .anyMatch(one -> one.endsWith(
                                "service/book (10.96.8.8:81) has no endpoints: its selector app=boook matches no pod")),
                () -> world.status().diagnosis() + "");
    }

    @Test
    void onlyANameThatAFindingQuotesIsAskedAbout() {
        World world = World.with(ATrace.of("web"), APod.named("web"));
        Finding notFound = new Finding(
                Code.DnsNameNotFound.name(),
                Severity.Warning,
                "no such name: \"vault.bank.svc.cluster.local\"",
                "A name does not exist.",
                List.of(),
                "Look.",
                "",
                About.NOTHING);
        Report report = Reports.finding(notFound);
        List<DnsTransaction> queries =
                List.of(query("vault.bank.svc.cluster.local"), query("other.bank.svc.cluster.local"));
        Report.Protocols protocols = new Report.Protocols(
                Listed.none(), new Listed<>(2, queries), Listed.none(), Listed.none(), Listed.none());
        answers(
                world,
                new Report(
                        report.extent(),
                        "",
                        report.findings(),
                        Listed.none(),
                        protocols,
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        List.of()));
        assertEquals(
                List.of(new ServiceRef.Called("bank", "vault")),
                world.asked().getFirst().services());
    }

    private static DnsTransaction query(String name) {
        return new DnsTransaction("10.0.0.7:40000", "10.96.0.10:53", "UDP", name, "A", "NXDOMAIN", 0, 1, null, 900L);
    }

    @Test
    void aFindingAtManyServersAsksAboutTheFirstFour() {
        World world = World.with(ATrace.of("web"), APod.named("web"));
        answers(world, refused("10.96.7.1:80").shownBy("5 more alike at " + String.join(", ", MANY) + " and 1 more"));
        assertEquals(4, world.asked().getFirst().services().size(), () -> world.asked() + "");
    }

    @Test
    void aPeerServiceWithoutPodsIsTheDiagnosisThoughNoPacketWasSent() {
        World world = World.with(ATrace.of("web").toService("api"), APod.named("web"))
                .reachedBy("10.96.7.7")
                .serves(CALLED, EMPTY);
        answers(world, Reports.empty());
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
        answers(world, Reports.empty());
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
        answers(world, Reports.finding(finding));
    }

    private static void answers(World world, Report report) {
        world.turn();
        world.tcpdumpListens("web").turn();
        world.answered("web", Captures.endedBy(Stop.Duration), report).turn();
    }
}
