package io.nettools.planner.way;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.CaptureReport;
import io.nettools.analyser.report.CaptureReport.Stop;
import io.nettools.analyser.report.Code;
import io.nettools.analyser.report.Finding;
import io.nettools.analyser.report.KernelCounters;
import io.nettools.analyser.report.Listener;
import io.nettools.analyser.report.Sockets;
import io.nettools.analyser.report.Views.Passage;
import io.nettools.analyser.report.Views.Tally;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Packets lost behind a pod's own interface show in its sockets' counters and in requests without answers. */
class InsidePodTest {
    private static final String SERVER = Ways.CLIENT + ":8080";
    private static final String DNS = Ways.CLIENT + ":53";
    private static final String ASKER = "10.0.0.1:40000";

    /** One may be from before the capture. */
    @ParameterizedTest
    @CsvSource({"1, 0", "2, 1"})
    void segmentsSentAgainThatNoFlowShowsNeverLeftThePod(long again, int findings) {
        End client = sockets(Ways.client(), 0, 0, again);
        List<Finding> found = findings(client, Way.Filter.None);
        assertEquals(findings, found.size());
        found.forEach(finding -> assertTrue(
                finding.evidence().getFirst().contains(again + " retransmitted"), finding.evidence()::toString));
    }

    /** And one more for each conversation. */
    @ParameterizedTest
    @CsvSource({"tcp, 0, 2, 0", "tcp, 0, 3, 1", "tcp, 1, 3, 0", "udp, 0, 2, 1", "udp, 1, 2, 1"})
    void segmentsSentAgainThatAFlowMayExplainAreNoLoss(String protocol, long seenAgain, long again, int findings) {
        End client = Ways.flowing(sockets(Ways.client(), 0, 0, again), protocol, seenAgain);
        assertEquals(findings, findings(client, Way.Filter.None).size());
    }

    @ParameterizedTest
    @CsvSource({"OfUser, Duration, 0", "OfProbe, Duration, 0", "None, AttachFailed, 0", "None, Duration, 1"})
    void withAFilterOrWithoutACaptureTheyMayHaveLeft(Way.Filter filter, Stop stop, int findings) {
        End client = Ways.stopped(sockets(Ways.client(), 0, 0, 9), stop);
        assertEquals(findings, findings(client, filter).size());
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 0"})
    void aPeersSocketsMayHaveSentThemToOthers(long received, int findings) {
        End peer = sockets(Ways.server(), received, 99, 9);
        assertEquals(
                findings,
                Way.of(Ways.client(), List.of(peer), Way.Filter.None).findings().size());
    }

    /**
     * Whether they reached its sockets is what the kernel counted; a handshake that nobody waits for leaves a SYN-ACK.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    2 | 0 | before its sockets
                    2 | 9 | before its sockets
                    3 | 2 | dropped inside the pod (a firewall rule inside it or a sidecar
                    3 | 3 | its sockets did send
                    4 | 9 | dropped inside the pod (a firewall rule inside it or a sidecar
                    """)
    void whatTheSocketsCountedTellsWhereInsideThePod(long received, long sent, String where) {
        End server = sockets(Ways.client(asked(Ways.syns(3))), received, sent, 0);
        Finding finding = only(server);
        assertTrue(
                finding.message().startsWith("3 of 3 SYN arrive at pod client's interface, none is answered: "),
                finding::message);
        assertTrue(finding.message().contains(where), finding::message);
        assertEquals("tcp 10.244.1.5:8080 - 10.0.0.1:40000", finding.evidence().getFirst());
        assertTrue(finding.evidence().getLast().contains(received + " received"), finding.evidence()::toString);
    }

    /** Whether a program listens there at all tells a rule that drops from one that would have refused. */
    @Test
    void whatThePodListensOnIsEvidenceOfItsSilence() {
        Passage other =
                Talked.tcp(SERVER, "10.0.0.2:40000").received(Ways.syns(3)).passage();
        End server = Ways.hearing(
                Ways.client(asked(Ways.syns(3)), other),
                new Listener(Listener.Protocol.TCP, "0.0.0.0", 8080, Listener.Seen.BothTimes));
        assertEquals(
                List.of(
                        "tcp 10.244.1.5:8080 - 10.0.0.1:40000",
                        "tcp 10.244.1.5:8080 - 10.0.0.2:40000",
                        "the pod listens on 0.0.0.0:8080"),
                only(server).evidence());
        End nobody = Ways.hearing(Ways.client(asked(Ways.syns(3))));
        assertEquals(
                "the pod listens on no TCP port, asked on 8080",
                only(nobody).evidence().getLast());
    }

    @Test
    void withoutSocketCountersTheLossIsStillInsideThePod() {
        Finding finding = only(Ways.client(asked(Ways.syns(3))));
        assertTrue(finding.message().contains("a full accept queue"), finding::message);
        assertEquals(1, finding.evidence().size());
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 3})
    void aQueryForANameIsToBeAnsweredToo(long many) {
        Passage query = Talked.udp(DNS, ASKER).received(Tallies.datagrams(many)).passage();
        Finding finding = only(sockets(Ways.client(query), 0, 0, 0));
        assertTrue(finding.message().startsWith(many + " of " + many + " packets arrive"), finding::message);
        assertTrue(finding.message().contains("before its sockets"), finding::message);
    }

    /** A program that has the queries loses nothing. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    UdpInDatagrams  | 3 | DnsUnanswered     | its program reads queries and does not answer (UdpInDatagrams 3)
                    UdpInDatagrams  | 2 | PacketsVanish     | its program does not answer, or they are dropped
                    UdpNoPorts      | 3 | DnsUnanswered     | no program listens on that port (UdpNoPorts 3)
                    UdpRcvbufErrors | 3 | ReceiveBufferFull | its receive buffer is full (UdpRcvbufErrors 3)
                    UdpInErrors     | 3 | PacketsVanish     | its program does not answer, or they are dropped
                    IpInDiscards    | 3 | PacketsVanish     | dropped inside the pod before its sockets
                    """)
    void whatBecameOfQueriesIsWhatTheKernelCounted(String counter, long by, String code, String words) {
        Passage query = Talked.udp(DNS, ASKER).received(Tallies.datagrams(3)).passage();
        Finding finding = only(counting(Ways.client(query), counter, by));
        assertEquals(code, finding.code());
        assertTrue(finding.message().contains(words), finding::message);
    }

    @Test
    void withoutCountersAServerOfNamesMayBeSilentToo() {
        Passage query = Talked.udp(DNS, ASKER).received(Tallies.datagrams(3)).passage();
        Finding finding = only(Ways.client(query));
        assertEquals("PacketsVanish", finding.code());
        assertTrue(
                finding.message().contains("its program does not answer, or they are dropped inside the pod"),
                finding::message);
    }

    @Test
    void aFullAcceptQueueIsWhyConnectionsAreNotTaken() {
        End server = counting(Ways.client(asked(Ways.syns(3))), "TcpExtListenOverflows", 3);
        Finding finding = only(server);
        assertEquals("AcceptQueueFull", finding.code());
        assertTrue(finding.message().contains("its accept queue is full"), finding::message);
        assertEquals(
                "all packets arrive, and the program does not answer",
                Way.of(server, List.of(), Way.Filter.None).passages().getFirst().verdict());
    }

    @Test
    void aSingleViewIsLeftToItsOwnRules() {
        CaptureReport single = Ways.capture(
                List.of(), sockets(Ways.client(), 0, 0, 9).capture().watched().kernel());
        End client = Ways.client();
        End alone = new End(
                client.pod(),
                client.node(),
                client.podIPs(),
                single,
                Ways.finding(client, "PacketLoss", false).report());
        assertTrue(findings(alone, Way.Filter.None).stream().noneMatch(one -> one.isOneOf(Set.of(Code.PacketsVanish))));
    }

    @Test
    void segmentsThatWaitForANeighbourAreNotDropped() {
        End client = sockets(Ways.client(), 0, 0, 9);
        End alone = new End(
                client.pod(),
                client.node(),
                client.podIPs(),
                client.capture(),
                Ways.finding(client, "NeighbourUnanswered", true).report());
        assertEquals(List.of(), findings(alone, Way.Filter.None));
    }

    @Test
    void datagramsToAnotherPortNeedNotBeAnswered() {
        Passage syslog = Talked.udp(Ways.CLIENT + ":514", ASKER)
                .received(Tallies.datagrams(9))
                .passage();
        assertEquals(List.of(), findings(Ways.client(syslog), Way.Filter.None));
    }

    @Test
    void packetsAtTheWindowsEdgeMayBeAnsweredAfterIt() {
        Tally syns = Ways.syns(3);
        assertEquals(List.of(), findings(Ways.client(asked(Tallies.edge(syns, 3))), Way.Filter.None));
        assertEquals(
                1,
                findings(Ways.client(asked(Tallies.edge(syns, 2))), Way.Filter.None)
                        .size());
        Tally queries = Tallies.datagrams(3);
        Passage late = Talked.udp(DNS, ASKER).received(Tallies.edge(queries, 3)).passage();
        assertEquals(List.of(), findings(Ways.client(late), Way.Filter.None));
    }

    @Test
    void neighboursOnTheLinkAreNotThePodsToAnswer() {
        Passage link = Talked.udp(DNS, "169.254.1.1:40000")
                .received(Tallies.datagrams(9))
                .passage();
        assertEquals(List.of(), findings(Ways.client(link), Way.Filter.None));
    }

    /** An end of ICMP is an address without a port. */
    @Test
    void anAddressThatEndsIn53IsNoNameServer() {
        Passage told = Talked.icmp("fd00::53", "fd00::1")
                .received(Tallies.acknowledgments(2))
                .passage();
        End pod = Ways.end("client", "node-1", "fd00::53", Ways.points("1"), List.of(told));
        assertEquals(List.of(), findings(pod, Way.Filter.None));
    }

    @Test
    void ofManyConversationsThreeAreShownAndAllAreCounted() {
        Passage[] asked = IntStream.range(0, 5)
                .mapToObj(i -> Talked.tcp(SERVER, "10.0.0.1:" + (40_000 + i))
                        .received(Ways.syns(2))
                        .passage())
                .toArray(Passage[]::new);
        Finding finding = only(Ways.client(asked));
        assertTrue(finding.message().startsWith("10 of 10 SYN"), finding::message);
        assertEquals(3, finding.evidence().size());
    }

    /** The client's sockets go on asking although the answers arrive at its interface. */
    @Test
    void ignoredAnswersAreLostInsideThePod() {
        Talked deaf = Talked.tcp(Ways.CLIENT + ":40000", "10.0.0.1:80")
                .sent(Ways.syns(3))
                .received(answers(3));
        Finding finding = only(Ways.client(deaf.passage()));
        assertTrue(finding.message().startsWith("3 of 3 SYN-ACK arrive at pod client's interface"), finding::message);
        assertEquals("tcp 10.244.1.5:40000 - 10.0.0.1:80", finding.evidence().getFirst());
        assertTrue(finding.nextStep().contains("(INPUT)"), finding::nextStep);
        assertTrue(Way.of(Ways.client(deaf.passage()), List.of(), Way.Filter.None)
                .passages()
                .getFirst()
                .verdict()
                .endsWith("are lost inside the pod"));
    }

    @Test
    void aClientThatAcknowledgesOrAsksOnceGotTheAnswer() {
        Tally acknowledged = new Tally(4, 0, 4, 3, 0, 0, 1000, 4000, 60);
        Tally wentOn = new Tally(4, 100, 3, 3, 0, 0, 1000, 3000, 160);
        for (Tally sent : List.of(Ways.syns(1), acknowledged, wentOn)) {
            Talked heard =
                    Talked.tcp(Ways.CLIENT + ":40000", "10.0.0.1:80").sent(sent).received(answers(3));
            assertEquals(List.of(), findings(Ways.client(heard.passage()), Way.Filter.None), sent::toString);
        }
    }

    @Test
    void answersAtTheWindowsEdgeAreNotIgnored() {
        Talked late = Talked.tcp(Ways.CLIENT + ":40000", "10.0.0.1:80")
                .sent(Ways.syns(2))
                .received(Tallies.edge(answers(2), 2));
        assertEquals(List.of(), findings(Ways.client(late.passage()), Way.Filter.None));
    }

    @Test
    void theVerdictOfTheConversationSaysItToo() {
        Passage fine = Talked.tcp(SERVER, "10.0.0.2:1")
                .sent(Ways.data(3))
                .received(Ways.data(3))
                .passage();
        Way way = Way.of(Ways.client(fine, asked(Ways.syns(3))), List.of(), Way.Filter.None);
        assertEquals(
                List.of(ASKER, "10.0.0.2:1"),
                way.passages().stream().map(one -> one.remote()).toList(),
                "what lost packets comes first");
        assertEquals(
                "all packets arrive, and are lost inside the pod",
                way.passages().getFirst().verdict());
    }

    private static Passage asked(Tally came) {
        return Talked.tcp(SERVER, ASKER).received(came).passage();
    }

    /** So many SYN-ACK, a little later than the SYN. */
    private static Tally answers(long many) {
        return Tallies.later(Ways.syns(many), 500);
    }

    private static End sockets(End end, long received, long sent, long again) {
        return Ways.with(end, new Sockets(0, sent, again, received, 0, 0));
    }

    /** One counter, by its name. */
    private static End counting(End end, String counter, long by) {
        Sockets sockets = new Sockets(0, 0, 0, 9, 0, counter.equals("UdpInDatagrams") ? by : 0);
        return Ways.with(end, new KernelCounters(sockets, Map.of(counter, by), List.of()));
    }

    private static Finding only(End end) {
        List<Finding> all = findings(end, Way.Filter.None);
        assertEquals(1, all.size(), all::toString);
        assertEquals("inside pod client", all.getFirst().place());
        return all.getFirst();
    }

    private static List<Finding> findings(End end, Way.Filter filter) {
        return Way.of(end, List.of(), filter).findings();
    }
}
