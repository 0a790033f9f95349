package io.nettools.planner.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.Code;
import io.nettools.analyser.report.Finding;
import io.nettools.analyser.report.Finding.About;
import io.nettools.analyser.report.Finding.Severity;
import io.nettools.analyser.report.Flow;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ExplainedTest {
    private static final String POD = "10.244.1.5";
    private static final String SERVICE = "10.96.0.20";
    private static final String LOCAL_ONLY = "TCP 127.0.0.1 8080";

    private static Finding found(Code code, Severity severity, String end) {
        return new Finding(
                code.name(),
                severity,
                end + " refuses connections (3 of 3)",
                "Nothing accepts connections at " + end + ": the host answers, but …",
                List.of("3 of 3 attempts were answered with a reset", "from 10.0.0.1, at 12:00:00.000 UTC"),
                "Is the program running?",
                "",
                About.server(end));
    }

    private static Finding refused(String end) {
        return found(Code.ConnectionRefused, Severity.Error, end);
    }

    private static AskedPod pod(String sockets, Finding... findings) {
        return new AskedPod(
                Optional.of(PodSocketsTest.listening(sockets)),
                Set.of(POD, "127.0.0.1"),
                Set.of(SERVICE),
                List.of(findings),
                List.of());
    }

    private static Finding own(Finding finding, String sockets) {
        return Explained.of(List.of(finding), pod(sockets, finding), List.of()).getFirst();
    }

    private static final AskedPod CLIENT =
            new AskedPod(Optional.empty(), Set.of("10.244.2.9"), Set.of(), List.of(), List.of());

    private static Finding ofPeer(Finding finding, AskedPod... peers) {
        return Explained.of(List.of(finding), CLIENT, List.of(peers)).getFirst();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    TCP 127.0.0.1 8080 | Nothing accepts connections at 10.244.1.5:8080: the pod listens on 127.0.0.1:8080 only, asked on 10.244.1.5:8080. | Let the program listen on the pod's address
                    TCP 0.0.0.0 8081   | Nothing accepts connections at 10.244.1.5:8080: the pod listens on TCP port 8081, asked on 8080. | Compare the port
                    ''                 | Nothing accepts connections at 10.244.1.5:8080: the pod listens on no TCP port, asked on 8080. | Does the program run
                    TCP 0.0.0.0 8080   | Connections to 10.244.1.5:8080 are refused although the pod listens on 0.0.0.0:8080: a firewall rule inside the pod that rejects or redirects them is the usual cause. | Look at the rules inside the pod
                    TCP :: 8080        | Nothing accepts connections at 10.244.1.5:8080: the host answers, but … | Is the socket for IPv6 only
                    """)
    void whatThePodListensOnIsTheCauseOfARefusal(String sockets, String message, String step) {
        Finding before = refused(POD + ":8080");
        Finding explained = own(before, sockets);
        assertEquals(message, explained.message());
        assertTrue(explained.nextStep().startsWith(step), explained::nextStep);
        assertEquals(3, explained.evidence().size());
        assertEquals(before.evidence(), explained.evidence().subList(0, 2));
        assertEquals(before.code(), explained.code());
        assertEquals(before.severity(), explained.severity());
        assertEquals(before.about(), explained.about());
        assertTrue(explained.headline().startsWith(before.headline()), explained::headline);
    }

    @Test
    void ofASocketForIpv4IsSaidWhatToDo() {
        AskedPod pod = new AskedPod(
                Optional.of(PodSocketsTest.listening("TCP 0.0.0.0 8080")),
                Set.of("fd00::5"),
                Set.of(),
                List.of(),
                List.of());
        Finding explained =
                Explained.of(List.of(refused("[fd00::5]:8080")), pod, List.of()).getFirst();
        assertEquals(
                "Nothing accepts connections at [fd00::5]:8080: the pod listens on 0.0.0.0:8080, which is IPv4 only, asked on"
                        + " [fd00::5]:8080.",
                explained.message());
        assertTrue(explained.nextStep().startsWith("Let the program listen on [::]:8080, too"), explained::nextStep);
    }

    /** A server that takes some connections, or listens only for a part of the time, has more than one cause. */
    @ParameterizedTest
    @CsvSource({"Warning, TCP 127.0.0.1 8080", "Error, TCP 127.0.0.1 8080 EndOnly", "Error, TCP 0.0.0.0 8080 EndOnly"})
    void whatDoesNotExplainEverythingIsEvidenceAlone(Severity severity, String sockets) {
        Finding before = found(Code.ConnectionRefused, severity, POD + ":8080");
        Finding explained = own(before, sockets);
        assertEquals(before.message(), explained.message());
        assertEquals(before.nextStep(), explained.nextStep());
        assertEquals(before.evidence().size() + 1, explained.evidence().size());
        assertEquals(before.headline(), explained.headline());
        assertEquals(before.about(), explained.about());
    }

    /** What nobody listens on is refused, not silent: something else drops it. */
    @Test
    void ofSilenceTheSocketsAreEvidence() {
        Finding before = found(Code.ConnectionUnanswered, Severity.Error, POD + ":8080");
        Finding explained = own(before, "TCP 0.0.0.0 8080");
        assertEquals(before.message(), explained.message());
        assertEquals("the pod listens on 0.0.0.0:8080", explained.evidence().getLast());
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"ConnectionRefused", "ConnectionUnanswered", "PortUnreachable", "DnsUnanswered"})
    void otherFindingsStayAsTheyAre(Code code) {
        Finding before = found(code, Severity.Error, POD + ":8080");
        assertSame(before, own(before, LOCAL_ONLY));
    }

    @Test
    void serversElsewhereAreNotExplainedByThePodsOwnSockets() {
        Finding before = refused("10.0.0.7:8080");
        assertSame(before, own(before, LOCAL_ONLY));
    }

    @Test
    void withoutKnownSocketsNothingIsSaid() {
        AskedPod unknown = new AskedPod(Optional.empty(), Set.of(POD), Set.of(), List.of(), List.of());
        Finding before = refused(POD + ":8080");
        assertSame(before, Explained.of(List.of(before), unknown, List.of()).getFirst());
    }

    @Test
    void joinedFindingsHaveTheEvidenceOfEachServer() {
        Finding joined = new Finding(
                Code.ConnectionRefused.name(),
                Severity.Error,
                "Nothing accepts connections at 10.244.1.5:8080: …",
                List.of("2 more alike at 10.244.1.5:9090, 10.0.0.7:80"),
                "");
        Finding explained = own(joined, "TCP 127.0.0.1 8080; TCP 0.0.0.0 9090");
        assertEquals(
                List.of(
                        "2 more alike at 10.244.1.5:9090, 10.0.0.7:80",
                        "the pod listens on 127.0.0.1:8080 only, asked on 10.244.1.5:8080",
                        "the pod listens on 0.0.0.0:9090"),
                explained.evidence());
        assertEquals(joined.message(), explained.message());
    }

    /** A rule that rejects TCP by ICMP, and a closed UDP port, are told apart by the conversation. */
    @ParameterizedTest
    @CsvSource({
        "TCP, the pod listens on 0.0.0.0:53",
        "UDP, 'the pod listens on 127.0.0.1:53 only, asked on 10.244.1.5:53'"
    })
    void theProtocolOfAnIcmpErrorIsThatOfItsConversation(String protocol, String sentence) {
        Finding closed = found(Code.PortUnreachable, Severity.Error, POD + ":53");
        Flow flow = new Flow(
                new Flow.Ends(protocol, "10.0.0.1:40000", POD + ":53", ""),
                new Flow.Volume(1, 80),
                new Flow.Volume(0, 0),
                -1,
                0,
                "",
                Flow.End.None,
                Optional.empty());
        AskedPod pod = new AskedPod(
                Optional.of(PodSocketsTest.listening("TCP 0.0.0.0 53; UDP 127.0.0.1 53")),
                Set.of(POD),
                Set.of(),
                List.of(),
                List.of(flow));
        assertEquals(
                sentence,
                Explained.of(List.of(closed), pod, List.of())
                        .getFirst()
                        .evidence()
                        .getLast());
    }

    @Test
    void aPeerThatWasAskedByItsAddressExplainsTheClientsFinding() {
        Finding refused = refused(POD + ":8080");
        assertTrue(ofPeer(refused, pod(LOCAL_ONLY, refused)).message().contains("127.0.0.1:8080 only"));
    }

    /** The client asks port 80 of the Service; its pod is asked on 8080. */
    @Test
    void whatCountsBehindAServiceIsWhatArrivesAtThePod() {
        Finding explained = ofPeer(refused(SERVICE + ":80"), pod(LOCAL_ONLY, refused(POD + ":8080")));
        assertEquals(
                "Nothing accepts connections at 10.96.0.20:80: the pod listens on 127.0.0.1:8080 only, asked on"
                        + " 10.244.1.5:8080.",
                explained.message());
    }

    /** A firewall on the way, or a Service without endpoints, refuses in the pod's name. */
    @Test
    void aRefusalThatDidNotComeFromThePeerIsNotExplainedByIt() {
        Finding refused = refused(POD + ":8080");
        assertSame(refused, ofPeer(refused, pod(LOCAL_ONLY)));
        Finding another = refused(POD + ":8080");
        assertSame(another, ofPeer(another, pod(LOCAL_ONLY, refused(POD + ":9090"))));
        Finding service = refused("10.96.0.21:80");
        assertSame(service, ofPeer(service, pod(LOCAL_ONLY, refused(POD + ":8080"))));
    }

    @Test
    void peersThatDifferAreNamedAsEvidence() {
        Finding arrived = refused(POD + ":8080");
        Finding before = refused(SERVICE + ":80");
        Finding explained = ofPeer(before, pod(LOCAL_ONLY, arrived), pod("TCP 0.0.0.0 8080", arrived));
        assertEquals(before.message(), explained.message());
        assertEquals(before.evidence().size() + 2, explained.evidence().size());
        assertNotEquals(explained.evidence().get(2), explained.evidence().get(3));
    }
}
