package io.nettools.analyser.finding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.neighbour.Neighbour;
import io.nettools.analyser.report.Code;
import io.nettools.analyser.report.Finding.Severity;
import io.nettools.analyser.report.KernelCounter;
import io.nettools.analyser.report.KernelCounters;
import io.nettools.analyser.report.NetworkInterface;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the kernel counted decides only what it can: usual numbers are no finding. */
class KernelRulesTest {
    private static final String OWN = "10.0.0.5";
    private static final CaptureFacts UNFILTERED = captured("eth0", "", 0, 0);

    private static CaptureFacts captured(String on, String filter, long dropped, long onLoopback) {
        return captured(on, filter, dropped, List.of(carried("eth0", 1000), carried("lo", onLoopback)));
    }

    private static CaptureFacts captured(String on, String filter, long dropped, List<NetworkInterface> interfaces) {
        return new CaptureFacts(0, on, filter, dropped, Fragmented.NONE, Directions.UNKNOWN, interfaces);
    }

    private static NetworkInterface carried(String name, long packets) {
        return new NetworkInterface(1, name, 0, "UP", 1500, "", List.of(), packets);
    }

    /** {@code "TcpOutSegs 9"}, … */
    private static KernelFacts counting(String... grown) {
        Map<String, Long> numbers = new HashMap<>();
        Arrays.stream(grown).map(one -> one.split(" ")).forEach(pair -> numbers.put(pair[0], Long.valueOf(pair[1])));
        return new KernelFacts(
                Optional.of(Counted.of(numbers)),
                Set.of(OWN),
                true,
                0,
                UNFILTERED,
                new Traffic(),
                List.of(),
                List.of());
    }

    private static Diagnosis failing(Code code, String where, long hits, long all) {
        return Diagnosis.of(code, where, hits, where + " fails").outOf(all);
    }

    private static List<Code> codes(KernelFacts facts) {
        return found(facts).map(Diagnosis::code).toList();
    }

    private static Stream<Diagnosis> found(KernelFacts facts) {
        return Rules.KERNEL.stream().flatMap(rule -> rule.apply(facts).stream());
    }

    private static Diagnosis only(KernelFacts facts) {
        List<Diagnosis> found = found(facts).toList();
        assertEquals(1, found.size(), found::toString);
        return found.getFirst();
    }

    private static Diagnosis heard(Diagnosis one, KernelFacts facts) {
        return KernelWitness.heard(facts.beside(List.of(one))).findFirst().orElseThrow();
    }

    @Test
    void aBusyHealthyPodHasNoFinding() {
        assertEquals(
                List.of(),
                codes(counting(
                        "TcpActiveOpens 900",
                        "TcpOutSegs 90000",
                        "TcpRetransSegs 0",
                        "TcpInSegs 90000",
                        "UdpInDatagrams 40",
                        "TcpAttemptFails 3",
                        "TcpExtPAWSEstab 1",
                        "TcpExtTCPTimeWaitOverflow 2",
                        "TcpExtTCPBacklogDrop 1",
                        "TcpExtTCPRcvQDrop 1",
                        "InterfaceRxDropped 12",
                        "IpInDiscards 2",
                        "IpOutNoRoutes 9",
                        "IpOutDiscards 1",
                        "UdpNoPorts 1",
                        "UdpInErrors 1")));
    }

    @Test
    void countersThatCouldNotBeReadSayNothing() {
        assertEquals(List.of(), codes(KernelFacts.unknown(UNFILTERED)));
    }

    @Test
    void anOverflowAloneIsAWarningWithoutAPlace() {
        Diagnosis found = only(counting("TcpExtListenOverflows 3", "TcpExtListenDrops 3"));
        assertEquals(Code.AcceptQueueFull, found.code());
        assertEquals(Severity.Warning, found.severity());
        assertEquals("", found.where());
        assertEquals(
                List.of("the pod's kernel counted: TcpExtListenOverflows 3, TcpExtListenDrops 3"), found.evidence());
    }

    @Test
    void theOnlyServerOfThePodThatDoesNotAnswerIsTheOne() {
        KernelFacts facts = counting("TcpExtListenOverflows 3")
                .beside(List.of(
                        failing(Code.ConnectionUnanswered, OWN + ":8080", 4, 4),
                        failing(Code.ConnectionUnanswered, "10.9.9.9:80", 4, 4)));
        Diagnosis found = only(facts);
        assertEquals(OWN + ":8080", found.where());
        assertEquals(Severity.Error, found.severity());
    }

    @Test
    void ofTwoServersNeitherIsBlamed() {
        KernelFacts facts = counting("TcpExtListenOverflows 3")
                .beside(List.of(
                        failing(Code.ConnectionUnanswered, OWN + ":8080", 4, 4),
                        failing(Code.HandshakeHalfOpen, OWN + ":8081", 4, 4)));
        assertEquals("", only(facts).where());
    }

    @Test
    void aQueueThatPacketsShowGetsTheCountersAsProof() {
        Diagnosis ofPackets = failing(Code.AcceptQueueFull, OWN + ":8080", 4, 4);
        KernelFacts facts = counting("TcpExtListenOverflows 3").beside(List.of(ofPackets));
        assertEquals(List.of(), codes(facts));
        assertEquals(
                List.of("the pod's kernel counted: TcpExtListenOverflows 3"),
                heard(ofPackets, facts).evidence());
    }

    @Test
    void connectionsThatWaitToBeAcceptedNameThePort() {
        KernelCounters counted = new KernelCounters(
                null, Map.of("TcpExtListenOverflows", 3L), List.of(new KernelCounters.Queue(8080, 129)));
        Diagnosis found = only(new KernelFacts(
                Optional.of(counted), Set.of(OWN), true, 0, UNFILTERED, new Traffic(), List.of(), List.of()));
        assertTrue(found.headline().startsWith("port 8080 of the pod does not take connections"), found::headline);
        assertEquals(
                "port 8080: 129 connections waiting to be accepted",
                found.evidence().getLast());
    }

    @ParameterizedTest
    @CsvSource({"0, Error", "5, Warning"})
    void aFullReceiveBufferIsAnErrorWhenNothingIsRead(long read, Severity severity) {
        Diagnosis found = only(counting("UdpRcvbufErrors 2", "UdpInErrors 2", "UdpInDatagrams " + read));
        assertEquals(Code.ReceiveBufferFull, found.code());
        assertEquals(severity, found.severity());
    }

    @ParameterizedTest
    @CsvSource({
        "IpOutNotTransmitted 99, 0",
        "TcpExtTCPRetransFail 2, 0",
        "IpOutDiscards 2, 0",
        "IpOutDiscards 4, 4",
        "TcpExtTCPRetransFail 6, 6"
    })
    void whatTheKernelRefusedToSendIsItsOwnProofWhateverWasCaptured(String counter, long dropped) {
        KernelFacts facts = counting(counter).showing(captured("eth0", "port 80", 5, 900), new Traffic(), List.of());
        assertEquals(dropped, found(facts).mapToLong(Diagnosis::hits).sum());
    }

    @Test
    void theProofNamesTheCountersAndWhatTheSocketsDid() {
        Diagnosis found = only(
                counting("IpOutNotTransmitted 7", "TcpExtTCPRetransFail 6", "TcpRetransSegs 6", "TcpActiveOpens 1"));
        assertEquals(
                List.of(
                        "the pod's kernel counted: IpOutNotTransmitted 7, TcpExtTCPRetransFail 6",
                        "the pod's sockets: TcpActiveOpens 1, TcpRetransSegs 6"),
                found.evidence());
        assertEquals("the pod drops its own packets before eth0 (7)", found.headline());
    }

    /** A queue that is full now and then is no outage. */
    @ParameterizedTest
    @CsvSource({"39, Error", "40, Warning"})
    void whatIsDroppedOfManyIsAWarning(long sent, Severity severity) {
        assertEquals(
                severity,
                only(counting("IpOutDiscards 3", "UdpOutDatagrams " + sent)).severity());
    }

    @ParameterizedTest
    @CsvSource({"TcpRetransSegs 2, 0", "TcpRetransSegs 3, 3", "UdpOutDatagrams 2, 0", "UdpOutDatagrams 3, 3"})
    void whatIsSentAndNeverCapturedVanishedWhenNothingElseExplainsIt(String counter, long vanished) {
        assertEquals(
                vanished, found(counting(counter)).mapToLong(Diagnosis::hits).sum());
    }

    private static KernelFacts sentAgain() {
        return counting("TcpRetransSegs 9", "UdpOutDatagrams 9");
    }

    @Test
    void withAFilterOrWithDropsTheyMayHaveLeft() {
        for (CaptureFacts capture : List.of(
                captured("eth0", "port 80", 0, 0),
                captured("eth0", "", 1, 0),
                captured("eth0", "", 0, 18),
                captured("eth0", "", 0, List.of()))) {
            assertEquals(List.of(), codes(sentAgain().showing(capture, new Traffic(), List.of())), capture::toString);
        }
        assertEquals(
                List.of(Code.DroppedBeforeInterface),
                codes(sentAgain().showing(captured("any", "", 0, 18), new Traffic(), List.of())));
    }

    @Test
    void aCaptureThatWasNotReadToItsEndShowsNothingMissing() {
        KernelFacts known = sentAgain();
        assertEquals(
                List.of(),
                codes(new KernelFacts(
                        known.counters(), known.own(), true, 5, UNFILTERED, new Traffic(), List.of(), List.of())));
        assertEquals(
                List.of(),
                codes(new KernelFacts(
                        known.counters(), known.own(), false, 0, UNFILTERED, new Traffic(), List.of(), List.of())));
    }

    @Test
    void whatTheCaptureShowsIsNotMissing() {
        Traffic shown = new Traffic();
        shown.tcpConversations = 1;
        shown.tcpSentAgain = 1;
        shown.udpPackets = 1;
        assertEquals(List.of(), codes(sentAgain().showing(UNFILTERED, shown, List.of())));
        Traffic many = new Traffic();
        many.tcpConversations = 7;
        many.udpPackets = 1;
        assertEquals(
                List.of(), codes(sentAgain().showing(UNFILTERED, many, List.of())), "each may have sent once before");
    }

    @Test
    void packetsThatWaitForALinkLayerAddressAreNotDropped() {
        Neighbour asked = new Neighbour(0, "10.0.0.1", OWN, 1, 1, 0, "", "", 0);
        assertEquals(List.of(), codes(sentAgain().showing(UNFILTERED, new Traffic(), List.of(asked))));
        assertEquals(
                List.of(), codes(sentAgain().beside(List.of(failing(Code.NeighbourUnanswered, "10.0.0.1", 3, 3)))));
    }

    @ParameterizedTest
    @CsvSource({
        "TcpExtSyncookiesSent 1, 1",
        "TcpExtTCPMemoryPressures 1, 1",
        "TcpExtPAWSEstab 4, 0",
        "TcpExtPAWSEstab 5, 1",
        "TcpExtTCPRcvQDrop 9, 0",
        "SoftnetDropped 9, 0",
        "SoftnetDropped 10, 1",
        "InterfaceRxDropped 99, 0",
        "InterfaceRxDropped 100, 1"
    })
    void aShortageIsReportedFromWhereItIsNotUsual(String counter, int findings) {
        assertEquals(findings, codes(counting(counter)).size());
    }

    @Test
    void dropsOfAnInterfaceThatAreFewOfItsPacketsAreUsual() {
        CaptureFacts busy = captured("eth0", "", 0, List.of(carried("eth0", 1_000_000)));
        assertEquals(List.of(), codes(counting("InterfaceRxDropped 500").showing(busy, new Traffic(), List.of())));
    }

    @Test
    void severalShortagesAreOneFinding() {
        Diagnosis found = only(counting("SoftnetDropped 20", "TcpExtSyncookiesSent 5", "TcpExtTCPRcvQDrop 1"));
        assertEquals("the pod's queue of half-open connections is full: SYN cookies (5)", found.headline());
        assertEquals(List.of("the pod's kernel counted: TcpExtSyncookiesSent 5, SoftnetDropped 20"), found.evidence());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    UdpInDatagrams 5  | reads queries and does not answer
                    UdpInDatagrams 0  | dropped inside the pod
                    UdpInDatagrams 3  | fails
                    UdpNoPorts 5      | fails
                    UdpRcvbufErrors 5 | fails
                    UdpInErrors 5     | fails
                    """)
    void whatBecameOfQueriesThatCameIsWhatTheSocketsCounted(String counter, String headline) {
        Diagnosis silent = heard(failing(Code.DnsUnanswered, OWN + ":53", 5, 5), counting(counter));
        assertTrue(silent.headline().contains(headline), silent::headline);
    }

    @Test
    void aServerElsewhereIsNotJudgedByThePodsSockets() {
        Diagnosis other = failing(Code.DnsUnanswered, "10.96.0.10:53", 5, 5);
        assertEquals(other, heard(other, counting("UdpInDatagrams 0")));
    }

    @ParameterizedTest
    @CsvSource({"0, are dropped inside the pod", "9, fails"})
    void attemptsThatNoSocketReceivedWereDroppedInsideThePod(long received, String headline) {
        Diagnosis heard =
                heard(failing(Code.ConnectionUnanswered, OWN + ":80", 3, 3), counting("TcpInSegs " + received));
        assertTrue(heard.headline().contains(headline), heard::headline);
        assertTrue(heard.nextStep().contains("inside the pod"), heard::nextStep);
    }

    @ParameterizedTest
    @CsvSource({"2, fails", "3, the pod drops its own answers"})
    void answersThatWereNotTransmittedAreDroppedOnTheWayOut(long dropped, String headline) {
        Diagnosis heard = heard(
                failing(Code.ConnectionUnanswered, OWN + ":80", 3, 3),
                counting("TcpInSegs 9", "TcpOutSegs 9", "IpOutNotTransmitted " + dropped));
        assertTrue(heard.headline().contains(headline), heard::headline);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.5", "10.0.0.5:53", "[fd00::5]:53"})
    void thePodIsKnownByItsAddresses(String where) {
        KernelFacts facts = new KernelFacts(
                Optional.empty(), Set.of(OWN, "fd00::5"), true, 0, UNFILTERED, new Traffic(), List.of(), List.of());
        assertTrue(facts.isOwn(where));
    }

    /** Whatever was counted, a finding is short enough for a table and has proof. */
    @ParameterizedTest
    @EnumSource(KernelCounter.class)
    void eachCounterIsSaidInFull(KernelCounter counter) {
        String longest = "[fd00:1234:5678:9abc:def0:1234:5678:9abc]:65535";
        KernelFacts facts = new KernelFacts(
                Optional.of(Counted.of(Map.of(counter.name(), Long.MAX_VALUE))),
                Set.of("fd00:1234:5678:9abc:def0:1234:5678:9abc"),
                true,
                0,
                UNFILTERED,
                new Traffic(),
                List.of(),
                List.of(failing(Code.ConnectionUnanswered, longest, 3, 3), failing(Code.DnsUnanswered, longest, 3, 3)));
        Stream.concat(found(facts), KernelWitness.heard(facts)).forEach(one -> {
            assertTrue(one.message().length() < 240, one::message);
            assertTrue(one.nextStep().length() < 300, one::nextStep);
        });
    }

    @Property(tries = 300)
    void anyNumbersAreSaidWithoutANegativeOne(@ForAll long one, @ForAll long other, @ForAll KernelCounter counter) {
        KernelFacts facts = counting(counter.name() + " " + one, "TcpRetransSegs " + other, "UdpOutDatagrams " + one);
        found(facts).forEach(diagnosis -> {
            assertTrue(diagnosis.hits() >= 0, diagnosis::toString);
            assertTrue(diagnosis.evidence().stream().noneMatch(text -> text.contains(" -")), diagnosis::toString);
        });
    }
}
