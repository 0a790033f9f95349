package io.nettools.planner.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nettools.analyser.report.CaptureReport.Stop;
import io.nettools.analyser.report.Finding;
import io.nettools.analyser.report.Finding.Severity;
import io.nettools.analyser.report.Flow;
import io.nettools.analyser.report.Report;
import io.nettools.planner.cluster.Questions;
import io.nettools.planner.scenario.APod;
import io.nettools.planner.scenario.ATrace;
import io.nettools.planner.scenario.Captures;
import io.nettools.planner.scenario.Reports;
import io.nettools.planner.scenario.World;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A trace asks about the cluster once for each answer. */
class InquiryTest {

    @Test
    void anAnswerAsksAboutTheOtherEndsOfItsConversations() {
        World world = answered(reportOf("10.0.0.7:40000", "10.96.1.1:80"));
        assertEquals(List.of("10.96.1.1"), addresses(world));
    }

    @Test
    void nothingIsAskedWhileATraceRunsOrAfterItsEnd() {
        World world = capturing();
        assertEquals(List.of(), world.asked());
        world.captureEnds("web", Captures.endedBy(Stop.Duration)).turn();
        assertEquals(List.of(), world.asked());
        world.answered("web", Captures.endedBy(Stop.Duration), reportOf("10.0.0.7:1", "10.96.1.1:80"))
                .turn();
        world.turn();
        world.kubeletClears().turn();
        assertEquals(1, world.asked().size());
    }

    @Test
    void eachTargetAsksWhenItEnds() {
        World world = World.with(
                ATrace.ofPodsWith("app=web", 2),
                APod.named("web-1"),
                APod.named("web-2").at("10.0.0.8"));
        world.turn();
        world.tcpdumpListens("web-1").tcpdumpListens("web-2").turn();
        world.answered("web-1", Captures.endedBy(Stop.MaxPackets), reportOf("10.0.0.7:1", "10.96.1.1:80"))
                .turn();
        world.answered("web-2", Captures.endedBy(Stop.Duration), reportOf("10.0.0.8:1", "10.96.2.2:80"))
                .turn();
        assertEquals(
                List.of(Set.of("10.96.1.1"), Set.of("10.96.2.2")),
                world.asked().stream().map(Questions::addresses).toList());
    }

    @Test
    void tracedPodsAndTheirServiceAreKnownWithoutAsking() {
        World world = World.with(ATrace.of("web").toService("api"), APod.named("web"))
                .withPeers(APod.named("api").on("node-2").at("10.0.1.9", "fd00::9"))
                .reachedBy("10.96.7.7");
        world.turn();
        world.tcpdumpListens("web").tcpdumpListens("api").turn();
        Report report = Reports.of(
                1,
                List.of(
                        Reports.between("10.0.0.7:1", "10.96.7.7:80"),
                        Reports.between("10.0.0.7:2", "10.0.1.9:80"),
                        Reports.between("[fd00::9]:3", "10.0.0.7:80"),
                        Reports.between("10.0.0.7:4", "10.96.1.1:80")),
                List.of());
        world.answered("web", Captures.endedBy(Stop.Duration), report);
        world.answered("api", Captures.endedBy(Stop.Duration), Reports.empty()).turn();
        assertEquals(List.of("10.96.1.1"), addresses(world));
    }

    @Test
    void addressesOfFindingsComeFirst() {
        Finding refused = new Finding(
                "ConnectionRefused",
                Severity.Error,
                "10.0.5.5:80 refuses connections",
                List.of("3 from 10.0.0.7, 2 from 10.0.6.6"),
                "See whether a program listens at 10.0.5.5:80.");
        World world = answered(Reports.finding(refused, List.of(Reports.between("10.0.0.7:1", "10.96.1.1:80"))));
        assertEquals(List.of("10.0.5.5", "10.0.6.6", "10.96.1.1"), addresses(world));
    }

    @Test
    void aTraceAsksAboutABoundedNumberOfAddresses() {
        String ends = String.join(
                ", ", IntStream.range(0, 100).mapToObj(last -> "10.0.5." + last).toList());
        Finding many = new Finding("SynFlood", Severity.Error, "many", List.of(ends), "Find out who sends them.");
        World world = answered(Reports.finding(many));
        assertEquals(Questions.ADDRESSES, addresses(world).size());
    }

    @Test
    void theEndsThatClientsAskedMayBeServicesOfAnotherAddress() {
        Flow fromOutside = Reports.between("172.18.0.9:31000", "10.0.0.7:80");
        World world = answered(
                Reports.of(1, List.of(Reports.between("10.0.0.7:1", "172.18.0.2:30080"), fromOutside), List.of()));
        assertEquals(List.of("172.18.0.2:30080"), world.asked().getFirst().servers());
    }

    @Test
    void onlyConversationsThatTheStatusHasRoomForAreAskedAbout() {
        List<Flow> flows = IntStream.range(0, 40)
                .mapToObj(last -> Reports.between("10.0.0.7:1", "10.0.5." + last + ":80"))
                .toList();
        World world = answered(Reports.of(40, flows, List.of()));
        assertEquals(10, addresses(world).size());
    }

    @Test
    void addressesThatNoObjectCanHaveAreNotAskedAbout() {
        World world = answered(Reports.of(
                1,
                List.of(
                        Reports.between("127.0.0.1:1", "[::1]:80"),
                        Reports.between("0.0.0.0:68", "255.255.255.255:67"),
                        Reports.between("169.254.1.1:1", "224.0.0.251:5353"),
                        Reports.between("[fe80::1]:1", "[ff02::2]:2")),
                List.of()));
        assertEquals(List.of(), world.asked());
    }

    @Test
    void aCaptureThatFailedAsksNothing() {
        World world = capturing();
        world.captureEnds("web", Captures.failedBy(Stop.ToolFailed, "no")).turn();
        world.turn();
        assertEquals(List.of(), world.asked());
    }

    private static Report reportOf(String client, String server) {
        return Reports.of(12, List.of(Reports.between(client, server)), List.of());
    }

    private static World answered(Report report) {
        World world = capturing();
        world.answered("web", Captures.endedBy(Stop.Duration), report).turn();
        return world;
    }

    private static World capturing() {
        World world = World.with(ATrace.of("web"), APod.named("web"));
        world.turn();
        world.tcpdumpListens("web").turn();
        return world;
    }

    private static List<String> addresses(World world) {
        assertEquals(1, world.asked().size());
        return List.copyOf(world.asked().getFirst().addresses());
    }
}
