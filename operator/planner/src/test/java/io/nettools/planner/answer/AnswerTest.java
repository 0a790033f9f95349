package io.nettools.planner.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.CaptureReport;
import io.nettools.analyser.report.CaptureReport.Stop;
import io.nettools.analyser.report.Conntrack;
import io.nettools.analyser.report.DropRule;
import io.nettools.analyser.report.DropRule.Verdict;
import io.nettools.analyser.report.DropRules;
import io.nettools.analyser.report.Finding;
import io.nettools.analyser.report.Flow.End;
import io.nettools.analyser.report.HttpExchange;
import io.nettools.analyser.report.KernelCounters;
import io.nettools.analyser.report.Listener;
import io.nettools.analyser.report.NodeConntrack;
import io.nettools.analyser.report.Report;
import io.nettools.analyser.report.Sockets;
import io.nettools.analyser.report.Views;
import io.nettools.analyser.shape.Listed;
import io.nettools.planner.scenario.Captures;
import io.nettools.planner.scenario.Reports;
import io.nettools.planner.status.CaptureCounters;
import io.nettools.planner.status.ConntrackSummary;
import io.nettools.planner.status.ConntrackSummary.Scope;
import io.nettools.planner.status.ConversationAnswer;
import io.nettools.planner.status.Phase;
import io.nettools.planner.status.Reason;
import io.nettools.planner.status.Sentences;
import io.nettools.planner.status.TargetStatus;
import io.nettools.planner.way.Way;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AnswerTest {

    @Test
    void theStatesOfASummaryAreACopyInTheirOrder() {
        Map<String, Long> states = new LinkedHashMap<>();
        states.put("SYN_SENT", 2L);
        states.put("ESTABLISHED", 1L);
        ConntrackSummary summary = summary(states, 0);
        states.clear();
        assertEquals(
                List.of("SYN_SENT", "ESTABLISHED"), List.copyOf(summary.states().keySet()));
        assertThrows(UnsupportedOperationException.class, () -> summary.states().clear());
    }

    @Test
    void loopbackCountsEachPacketTwiceAndLosesNone() {
        CaptureCounters counters = on("lo", Captures.counting(Stop.Duration, 12, 24, 0));
        assertEquals(new CaptureCounters(12, 24, 0, 0, 1021, "Duration", true), counters);
        assertEquals(0, counters.lost());
    }

    @Test
    void aCardCountsEachPacketOnce() {
        CaptureCounters counters = on("eth0", Captures.counting(Stop.Duration, 12, 12, 0));
        assertFalse(counters.loopbackCountedTwice());
        assertEquals(0, counters.unread());
    }

    @Test
    void onAnyOnlyLoopbackPacketsCountTwice() {
        CaptureReport capture = Captures.counting(Stop.Duration, 12, 17, 0);
        CaptureCounters counters = Answer.counters(capture, Reports.withLoopback(12, 5), "any");
        assertTrue(counters.loopbackCountedTwice());
        assertEquals(0, counters.unread());
    }

    @Test
    void packetsLeftInTheRingAreUnread() {
        assertEquals(3, on("eth0", Captures.counting(Stop.Duration, 12, 15, 0)).unread());
        assertEquals(3, on("lo", Captures.counting(Stop.Duration, 12, 27, 0)).unread());
        assertEquals(
                2,
                Answer.counters(Captures.counting(Stop.Duration, 12, 19, 0), Reports.withLoopback(12, 5), "any")
                        .unread());
    }

    @Test
    void packetsThatTheKernelDroppedAreLostAndNotUnread() {
        CaptureCounters counters = on("eth0", Captures.counting(Stop.Duration, 12, 20, 5));
        assertEquals(5, counters.droppedByKernel());
        assertEquals(3, counters.unread());
        assertEquals(5, counters.lost());
    }

    /** At 200 packets/s, what comes after the last block of the ring was handed over, a tenth of a second before the end. */
    @Test
    void whatCameAfterTheLastPacketIsNotLost() {
        CaptureCounters counters = on("eth0", Captures.counting(Stop.Duration, 2000, 2023, 0));
        assertEquals(23, counters.unread());
        assertEquals(0, counters.lost());
    }

    @ParameterizedTest
    @EnumSource(names = {"MaxPackets", "MaxBytes", "DiskFull"})
    void aCaptureAtItsLimitHasNoUnreadPackets(Stop stop) {
        CaptureCounters counters = on("eth0", Captures.counting(stop, 12, 5000, 2));
        assertEquals(0, counters.unread());
        assertEquals(2, counters.lost());
    }

    @Property
    void noCounterIsEverNegative(@ForAll long captured, @ForAll long received, @ForAll long loopback) {
        CaptureReport capture = Captures.counting(Stop.Duration, captured >>> 2, received >>> 2, 0);
        CaptureCounters counters = Answer.counters(capture, Reports.withLoopback(0, loopback >>> 2), "any");
        assertTrue(counters.unread() >= 0);
        assertTrue(counters.lost() >= 0);
    }

    @ParameterizedTest
    @EnumSource
    void everyEndOfACaptureHasATerminalReasonAndASentence(Stop stop) {
        assertTrue(Answer.reason(stop).terminal());
        assertTrue(Sentences.of(stop).endsWith("."), Sentences.of(stop));
        assertEquals(Sentences.of(stop), Answer.sentence(Captures.endedBy(stop)));
        assertEquals("tcpdump's own", Answer.sentence(Captures.endedBy(stop, "tcpdump's own")));
        assertFalse(stop.failed() && Answer.reason(stop).kind() == Phase.Kind.Succeeded);
    }

    /** With a filter, or where the path has nothing to say, it stays. */
    @ParameterizedTest
    @CsvSource({"None, PacketsVanish", "OfUser, DroppedBeforeInterface"})
    void whatAPodDropsIsSaidOnce(Way.Filter filter, String code) {
        Finding dropped =
                new Finding("DroppedBeforeInterface", Finding.Severity.Error, "dropped", List.of(), "look", "");
        List<Views.Point> points = List.of(new Views.Point(Views.Where.Pod, "eth0", 0, 0, ""));
        KernelCounters kernel = new KernelCounters(new Sockets(1, 1, 9, 0, 0, 0), Map.of(), List.of());
        CaptureReport capture = Captures.counting(Stop.Duration, 0, 0, 0)
                .watching(new CaptureReport.Watched(points, Optional.empty(), Optional.of(kernel)));
        TargetStatus answer =
                Answer.of(new Answer.Said(target("eth0"), capture, Reports.finding(dropped)), List.of(), filter);
        assertEquals(
                List.of(code), answer.findings().stream().map(Finding::code).toList());
    }

    /** The client asks its Service; the pod behind it was asked on another port. */
    @Test
    void whatAPeerListensOnExplainsItsRefusal() {
        CaptureReport capture = Captures.endedBy(Stop.Duration);
        Listener other = new Listener(Listener.Protocol.TCP, "0.0.0.0", 8081, Listener.Seen.BothTimes);
        TargetStatus peer = TargetStatus.recorded(
                "web-1", null, "uid-2", "node-2", List.of("10.244.2.7"), List.of("10.96.0.20"), "eth0");
        Answer.Said said = new Answer.Said(
                peer,
                capture.watching(new CaptureReport.Watched(
                        List.of(), Optional.empty(), Optional.empty(), Optional.of(new Listed<>(1, List.of(other))))),
                Reports.finding(refused("10.244.2.7:8080")));
        TargetStatus answer = Answer.of(
                new Answer.Said(target("eth0"), capture, Reports.finding(refused("10.96.0.20:80"))),
                List.of(said),
                Way.Filter.None);
        assertEquals(
                "Nothing accepts connections at 10.96.0.20:80: pod web-1 listens on TCP port 8081, asked on 8080.",
                answer.findings().getFirst().message());
        assertEquals(
                "Nothing accepts connections at 10.244.2.7:8080: the pod listens on TCP port 8081, asked on 8080.",
                Answer.of(said, List.of(), Way.Filter.None)
                        .findings()
                        .getFirst()
                        .message());
    }

    /** A rule that drops answers nobody with a reset, and one that rejects is no cause of silence elsewhere. */
    @ParameterizedTest
    @CsvSource({
        "ConnectionRefused, 10.244.1.5:80, Reject, 1, true",
        "ConnectionRefused, 10.244.1.5:80, Drop, 1, false",
        "ConnectionRefused, 10.244.1.5:80, Reject, 2, false",
        "ConnectionRefused, 10.0.0.7:80, Reject, 1, false",
        "ConnectionUnanswered, 10.244.1.5:80, Drop, 1, true",
        "ConnectionUnanswered, 10.0.0.7:80, Drop, 1, false",
        "DroppedBeforeInterface, '', Drop, 1, true",
        "PacketLoss, 10.244.1.5:80, Drop, 1, false",
    })
    void theOnlyRuleOfThePodThatDropsIsEvidence(String code, String end, Verdict verdict, long rules, boolean named) {
        DropRule rule = new DropRule("inet", "t", "input", "no web", verdict, 3);
        CaptureReport capture = Captures.endedBy(Stop.Duration);
        CaptureReport knowing = capture.watching(capture.watched()
                .knowing(new DropRules(
                        Optional.of(new DropRules.Rules(new Listed<>(rules, List.of(rule)), Listed.none())),
                        Optional.empty())));
        TargetStatus pod = TargetStatus.recorded("web-1", "uid", "node-1", List.of("10.244.1.5"), "eth0");
        Finding finding = new Finding(code, Finding.Severity.Error, "at " + end + ": …", List.of(), "look");
        List<String> evidence = Answer.of(
                        new Answer.Said(pod, knowing, Reports.finding(finding)), List.of(), Way.Filter.None)
                .findings()
                .getFirst()
                .evidence();
        assertEquals(named ? 1 : 0, evidence.size(), evidence::toString);
        evidence.forEach(text -> assertTrue(text.startsWith("pod web-1: a rule of chain input, table inet t"), text));
    }

    private static Finding refused(String end) {
        return new Finding("ConnectionRefused", Finding.Severity.Error, end + " refuses", List.of(), "look");
    }

    /** Where its packets carry others than its status has, as on a primary network of its own. */
    @Test
    void anEndIsRecognisedByTheAddressesOfItsPackets() {
        CaptureReport plain = Captures.counting(Stop.Duration, 0, 0, 0);
        CaptureReport.Watched watched = CaptureReport.Watched.NOTHING.recognisedBy(List.of("10.200.0.5"));
        TargetStatus target = target("eth0");
        assertEquals(
                target.podIPs(),
                new Answer.Said(target, plain, Reports.hello()).end().podIPs());
        assertEquals(
                List.of("10.200.0.5"),
                new Answer.Said(target, plain.watching(watched), Reports.hello())
                        .end()
                        .podIPs());
    }

    @Test
    void theAnswerHasTheAnalysersReport() {
        TargetStatus answer = answer(target("any"), Captures.endedBy(Stop.Duration), Reports.hello());
        assertEquals(1, answer.flowCount());
        assertEquals(
                new ConversationAnswer(
                        "TCP",
                        "127.0.0.1:39630",
                        "",
                        "127.0.0.1:8080",
                        "",
                        7,
                        5,
                        560,
                        461,
                        95L,
                        0,
                        "",
                        End.Closed,
                        "",
                        null),
                answer.flows().getFirst());
        assertEquals(
                new HttpExchange(
                        "127.0.0.1:39630",
                        "127.0.0.1:8080",
                        "",
                        "GET",
                        "/hello.txt",
                        200,
                        "",
                        2000L,
                        "2026-03-01T10:00:06.679560Z"),
                answer.http().getFirst());
        assertEquals(1, answer.packets().size());
        assertEquals(List.of("captured by the tests", "read by the tests"), answer.notes());
        assertNull(answer.conntrack());
    }

    @Test
    void anUnseenValueIsAbsentInsteadOfZero() {
        var report = Reports.of(1, List.of(Reports.udp()), List.of(Reports.get("/slow", 0, -1)));
        TargetStatus answer = answer(target("any"), Captures.endedBy(Stop.Duration), report);
        assertNull(answer.flows().getFirst().handshakeMicroseconds());
        assertNull(answer.http().getFirst().status());
        assertNull(answer.http().getFirst().latencyMicroseconds());
    }

    @Test
    void conntracksSummaryHasTheGreaterOfBothLosses() {
        Conntrack tracked = Reports.tracked(Map.of("SYN_SENT", 2L), 4);
        TargetStatus answer = answer(target("any"), Captures.endedBy(Stop.Duration), Reports.with(tracked));
        assertEquals(summary(Map.of("SYN_SENT", 2L), 4), answer.conntrack());
        assertEquals(9, ConntrackSummary.of(tracked, 9, Optional.empty()).lost());
    }

    @Test
    void theNodesSummaryHasTheNodesLossAndOmitsUnknownCounters() {
        Conntrack.Translation service =
                new Conntrack.Translation("TCP", "10.244.1.5:40000", "10.96.0.20:80", "10.244.2.7:8080", "", 2, true);
        Conntrack ofNode = new Conntrack(
                true, true, "why", 3, new Conntrack.Events(1, 5, 0, 0), Map.of(), new Listed<>(2, List.of(service)), 0);
        NodeConntrack counted = new NodeConntrack(7, 40, 262_144, 1, 2, 0, NodeConntrack.UNKNOWN);
        ConntrackSummary summary = ConntrackSummary.of(ofNode, 9, Optional.of(counted));
        assertEquals(Scope.Node, summary.scope());
        assertEquals("why", summary.reason());
        assertEquals(7, summary.lost(), "not what the pod's namespace lost");
        assertEquals(new ConntrackSummary.Table(40L, 262_144L, 1L, 2L, 0L, null), summary.table());
        assertEquals(
                List.of(new Conntrack.Translation(
                        "TCP", "10.244.1.5:40000", "10.96.0.20:80", "10.244.2.7:8080", "", 2, true)),
                summary.translations());
    }

    @Test
    void thePodsSummaryHasTheNodesTable() {
        NodeConntrack full = new NodeConntrack(7, 1000, 1000, 1, 2, 0, 0);
        ConntrackSummary summary = ConntrackSummary.of(Reports.tracked(Map.of(), 0), 3, Optional.of(full));
        assertEquals(Scope.Pod, summary.scope());
        assertEquals(3, summary.lost());
        assertEquals(1000L, summary.table().entries());
    }

    private static ConntrackSummary summary(Map<String, Long> states, long lost) {
        return new ConntrackSummary(
                Scope.Pod, true, "", 3, new Conntrack.Events(1, 5, 0, 0), states, 0, List.of(), null, lost);
    }

    @Test
    void anUnreadCaptureKeepsItsCountersAndIsMarkedNotRead() {
        TargetStatus answer =
                Answer.unread(target("eth0").as(Reason.AnalyserFailed, "why"), Captures.endedBy(Stop.Duration));
        assertEquals(Reason.AnalyserFailed, answer.reason());
        assertEquals("why", answer.message());
        assertEquals("not read", answer.summary());
        assertEquals(12, answer.counters().orElseThrow().captured());
        assertEquals(List.of("captured by the tests"), answer.notes());
    }

    private static CaptureCounters on(String networkInterface, CaptureReport capture) {
        return Answer.counters(capture, Reports.hello(), networkInterface);
    }

    private static TargetStatus target(String on) {
        return TargetStatus.recorded("web", "uid-of-web", "node-1", List.of(), on);
    }

    private static TargetStatus answer(TargetStatus target, CaptureReport capture, Report report) {
        return Answer.of(new Answer.Said(target, capture, report), List.of(), Way.Filter.OfUser);
    }
}
