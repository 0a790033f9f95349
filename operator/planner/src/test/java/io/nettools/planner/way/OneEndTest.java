package io.nettools.planner.way;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.Conntrack.Translation;
import io.nettools.analyser.report.Finding;
import io.nettools.analyser.report.Views.Passage;
import io.nettools.analyser.report.Views.Tally;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Packets not seen at the uplink need not have been dropped before it. */
class OneEndTest {
    private static final String NEIGHBOUR = "10.244.1.6";
    private static final String NODE = "172.18.0.2";
    private static final String OUTSIDE = "1.1.1.1:443";
    private static final Tally NONE = Tally.NONE;

    @ParameterizedTest
    @CsvSource({
        "tcp, 10.244.1.6:80",
        "tcp, 172.18.0.2:10250",
        "tcp, 1.1.1.1:443",
        "udp, 10.244.3.9:53",
        "icmp, 10.244.1.6"
    })
    void whatIsNotAnsweredAndNotAtTheUplinkIsNowhereForSure(String protocol, String remote) {
        Way way = alone(inside(protocol, remote, Ways.syns(3), NONE));
        Finding finding = only(way);
        assertTrue(
                finding.message()
                        .endsWith("arrive at node-1's veth1 and get no answer: they may be dropped on node-1, go to"
                                + " another pod on it, or leave it under another address"),
                finding::message);
        assertEquals(
                "no answer; last seen at node-1's veth1; not seen at node-1's uplink ens1: dropped on the node, for"
                        + " another pod on "
                        + "it, or under another address",
                verdict(way));
    }

    /** Syslog is never answered. */
    @Test
    void unansweredDatagramsHaveAVerdictAndNoFinding() {
        Way way = alone(inside("udp", NEIGHBOUR + ":514", Ways.data(2), NONE));
        assertEquals(List.of(), way.findings());
        assertEquals(
                "all 4 packets passed all 2 points; not seen at node-1's uplink ens1: dropped on the node, for"
                        + " another pod on it, "
                        + "or under another address",
                verdict(way));
    }

    @ParameterizedTest
    @ValueSource(strings = {NEIGHBOUR + ":80", NODE + ":10250", OUTSIDE})
    void whatIsAnsweredIsHealthyThoughTheUplinkSawNothing(String remote) {
        Way way = alone(inside("tcp", remote, Ways.data(3), Ways.data(3)));
        assertEquals(List.of(), way.findings());
        assertEquals("all 12 packets passed all 2 points", verdict(way));
    }

    /** The kubelet's address is the node's, and its packets come over no uplink. */
    @Test
    void aHealthProbeThatIsAnsweredIsHealthy() {
        Tally asked = Ways.syns(1);
        Way way = alone(passage("tcp", NODE + ":33000", List.of(asked, asked, NONE), List.of(asked, asked, NONE)));
        assertEquals(List.of(), way.findings());
    }

    @Test
    void aHealthProbeThatThePodDropsVanishesInsideThePod() {
        Tally asked = Ways.syns(4);
        Way way = alone(passage("tcp", NODE + ":33000", List.of(NONE, NONE, NONE), List.of(asked, asked, NONE)));
        assertEquals(
                List.of("inside pod client"),
                way.findings().stream().map(Finding::place).toList());
    }

    @Test
    void aTranslatedSourceExplainsTheUplinkInTheVerdict() {
        End client = Ways.translating(
                Ways.client(inside("tcp", OUTSIDE, Ways.data(3), Ways.data(3))), snat("TCP", OUTSIDE, NODE + ":4711"));
        Way way = Way.of(client, List.of(), Way.Filter.None);
        assertEquals(List.of(), way.findings());
        assertEquals(
                "all 12 packets passed all 2 points; its source is translated on node-1 (SNAT to 172.18.0.2:4711), so"
                        + " the uplink cannot show it",
                verdict(way));
    }

    @Test
    void aTranslatedSourceWithoutAnswerIsInTheFinding() {
        End client = Ways.translating(
                Ways.client(inside("tcp", OUTSIDE, Ways.syns(3), NONE)), snat("TCP", OUTSIDE, NODE + ":4711"));
        Finding finding = only(Way.of(client, List.of(), Way.Filter.None));
        assertTrue(finding.message().contains("their source is translated on node-1 (SNAT)"), finding::message);
    }

    @ParameterizedTest
    @CsvSource({"UDP, 1.1.1.1:443", "TCP, 1.1.1.1:80", "TCP, 1.0.0.1:443"})
    void anotherConversationsTranslationSaysNothing(String protocol, String server) {
        End client = Ways.translating(
                Ways.client(inside("tcp", OUTSIDE, Ways.data(3), Ways.data(3))), snat(protocol, server, NODE));
        assertEquals("all 12 packets passed all 2 points", verdict(Way.of(client, List.of(), Way.Filter.None)));
    }

    /** A Service's translation changes who answers, and not who asks. */
    @Test
    void aTranslatedServerIsNotATranslatedSource() {
        Translation service = new Translation("TCP", "10.244.1.5:1", OUTSIDE, "10.244.2.7:80", "", 1, true);
        End client = Ways.translating(Ways.client(inside("tcp", OUTSIDE, Ways.data(3), Ways.data(3))), service);
        assertEquals("all 12 packets passed all 2 points", verdict(Way.of(client, List.of(), Way.Filter.None)));
    }

    @Test
    void aTranslatedSourceToAPeerIsNotALossBeforeTheUplink() {
        String remote = Ways.SERVER + ":80";
        End client = Ways.client(inside("tcp", remote, Ways.syns(3), NONE));
        assertEquals(
                List.of("node-1: between veth1 and ens1"),
                places(Way.of(client, List.of(Ways.server()), Way.Filter.None)));
        End translating = Ways.translating(client, snat("TCP", remote, NODE));
        only(Way.of(translating, List.of(Ways.server()), Way.Filter.None));
        only(Way.of(translating, List.of(Ways.cut(Ways.server())), Way.Filter.None));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "udp"})
    void whatThePeerAnswersPassedAnUplinkThatSeesNeitherWay(String protocol) {
        End client = Ways.client(inside(protocol, Ways.SERVER + ":80", Ways.data(3), Ways.data(3)));
        assertEquals(List.of(), places(Way.of(client, List.of(Ways.server()), Way.Filter.None)));
    }

    @Test
    void aSourceThatThePeerSawUnderAnotherAddressIsNoLossAtTheUplink() {
        End client = Ways.client(inside("tcp", Ways.SERVER + ":80", Ways.syns(3), NONE));
        Tally came = Ways.syns(3);
        End server = Ways.server(masked("1", came), masked("2", came));
        Finding finding = only(Way.of(client, List.of(server), Way.Filter.None));
        assertTrue(finding.message().contains("SNAT"), finding::message);
    }

    @Test
    void withAPeerConversationsWithOthersStillHaveNoPlace() {
        Way way = Way.of(
                Ways.client(inside("udp", "10.244.3.9:53", Ways.syns(3), NONE)),
                List.of(Ways.server()),
                Way.Filter.None);
        assertEquals("", only(way).place());
    }

    private static Passage masked(String port, Tally came) {
        return new Passage(
                "tcp",
                Ways.SERVER + ":80",
                NODE + ":" + port,
                "",
                List.of(NONE, NONE, NONE),
                List.of(came, came, came),
                List.of());
    }

    private static Translation snat(String protocol, String server, String as) {
        return new Translation(protocol, Ways.CLIENT + ":1", server, "", as, 1, true);
    }

    /** Seen in the pod and at its other end on the node. */
    private static Passage inside(String protocol, String remote, Tally sent, Tally received) {
        return passage(protocol, remote, List.of(sent, sent, NONE), List.of(received, received, NONE));
    }

    private static Passage passage(String protocol, String remote, List<Tally> sent, List<Tally> received) {
        String local = protocol.equals("icmp") ? Ways.CLIENT : Ways.CLIENT + ":1";
        return new Passage(protocol, local, remote, "", sent, received, List.of());
    }

    private static Way alone(Passage passage) {
        return Way.of(Ways.client(passage), List.of(), Way.Filter.None);
    }

    private static String verdict(Way way) {
        return way.passages().getFirst().verdict();
    }

    private static List<String> places(Way way) {
        return way.findings().stream().map(Finding::place).toList();
    }

    private static Finding only(Way way) {
        assertEquals(
                List.of("ViewMissing"),
                way.findings().stream().map(Finding::code).toList(),
                () -> way.findings().toString());
        return way.findings().getFirst();
    }
}
