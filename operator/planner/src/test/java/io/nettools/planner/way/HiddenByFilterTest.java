package io.nettools.planner.way;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.Finding;
import io.nettools.analyser.report.Views.Tally;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The user's filter applies in the pod and at its node's end, not at the uplink. Packets that it hides are not lost;
 * those that it cannot hide are.
 */
class HiddenByFilterTest {
    private static final Tally NONE = Tally.NONE;
    private static final String LOCAL = Ways.CLIENT + ":40000";
    private static final String OUTSIDE = "10.0.0.1:80";
    private static final String BEFORE_POD = "node-1: between ens1 and veth1";

    /**
     * A filter that hides nothing of what is sent is likely to hide nothing of what arrives: both belong to one
     * conversation.
     */
    @Test
    void missingPacketsAreLostIfTheOtherDirectionIsComplete() {
        Tally all = Ways.data(10);
        assertEquals(List.of(BEFORE_POD), lost(all, all, Ways.data(9), Ways.data(10)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
                    bareOutside | bytesOutside | edge | lost
                    10          | 14480        | 0    | true
                    11          | 14480        | 0    | false
                    11          | 14480        | 1    | true
                    10          | 14481        | 0    | false
                    10          | 15980        | 1    | true
                    10          | 15981        | 1    | false
                    """)
    void someThatAreMissingMayBeHiddenWhenTheOtherDirectionIs(
            long bareOutside, long bytesOutside, long edge, boolean lost) {
        Tally inside = Ways.data(10);
        Tally outside = new Tally(20, bytesOutside, bareOutside, 0, 0, edge, 1000, 0, 1500);
        assertEquals(lost ? List.of(BEFORE_POD) : List.of(), lost(inside, outside, Ways.data(9), Ways.data(12)));
    }

    /** tcpdump's "dst port 80" hides all answers; asked once and answered, all is well. */
    @Test
    void aMissingDirectionMayBeFilteredUnlessThePodRetries() {
        assertEquals(List.of(), lost(Ways.syns(1), Ways.syns(1), NONE, Ways.syns(1)));
        assertEquals(List.of(BEFORE_POD), lost(Ways.syns(2), Ways.syns(2), NONE, Ways.syns(2)));
        Tally wentOn = new Tally(5, 0, 5, 2, 0, 0, 1000, 5000, 60);
        assertEquals(List.of(), lost(wentOn, wentOn, NONE, Ways.syns(2)));
    }

    @Test
    void aLossBeforeTheUplinkIsNotDueToTheFilter() {
        Tally sent = Ways.data(10);
        End client = Ways.client(Talked.tcp(LOCAL, OUTSIDE)
                .sent(sent, sent, Ways.data(9))
                .received(NONE, NONE, Ways.data(10))
                .passage());
        assertEquals(List.of("node-1: between veth1 and ens1"), places(Way.of(client, List.of(), Way.Filter.OfUser)));
    }

    @Test
    void betweenThePodAndItsNodeTheFilterIsTheSame() {
        End client = Ways.client(Talked.tcp(LOCAL, OUTSIDE)
                .sent(Ways.data(3), Ways.data(3), Ways.data(9))
                .received(Ways.data(4), Ways.data(5), Ways.data(5))
                .passage());
        assertEquals(
                List.of("node-1: between veth1 and pod client's eth0"),
                places(Way.of(client, List.of(), Way.Filter.OfUser)));
    }

    @Test
    void betweenTwoUplinksThereIsNoFilter() {
        ATalk talk = ATalk.with(Drops.every(Hop.BetweenNodes, true, 5)).connections(3);
        assertEquals(
                List.of("between node-2's uplink ens2 and node-1's uplink ens1"),
                places(Way.of(talk.client(), List.of(talk.server()), Way.Filter.OfUser)));
    }

    /** Two connections, each answered after its first SYN, as the uplink shows. */
    @Test
    void answersSeenOnlyOutsideMayBeHiddenByTheFilter() {
        End client = Ways.client(Talked.all(
                Talked.tcp(LOCAL, OUTSIDE).sent(Ways.syns(1)).received(NONE, NONE, Ways.syns(1)),
                Talked.tcp(Ways.CLIENT + ":40001", OUTSIDE).sent(Ways.syns(1)).received(NONE, NONE, Ways.syns(1))));
        List<Finding> findings = Way.of(client, List.of(), Way.Filter.OfUser).findings();
        assertEquals(1, findings.size(), findings::toString);
        assertTrue(findings.getFirst().message().startsWith("2 SYN are answered"), findings::toString);
        assertTrue(findings.getFirst().nextStep().contains("without capture.filter"), findings::toString);
    }

    /** An answer proves that the packets arrived, unless it is only a refusal. */
    @ParameterizedTest
    @CsvSource({"0, true", "1, false"})
    void refusalsAreNoSignThatPacketsArrived(long data, boolean lost) {
        Tally refused = Tallies.resets(3);
        Tally answers = new Tally(3 + data, 0, 3 + data, 0, 3, 0, 1000, 1000, 60);
        End client = Ways.client(Talked.tcp(LOCAL, Ways.SERVER + ":80")
                .sent(Ways.syns(3), Ways.syns(3), NONE)
                .received(data == 0 ? refused : answers)
                .passage());
        assertEquals(
                lost,
                places(Way.of(client, List.of(Ways.server()), Way.Filter.None))
                        .contains("node-1: between veth1 and ens1"));
    }

    /** The server's SYN-ACK does not come through; a client that goes on behind it has got one by another way. */
    @Test
    void aConversationBeyondTheHandshakeWasAnswered() {
        Tally wentOn = new Tally(9, 500, 6, 1, 0, 0, 1000, 9000, 552);
        End client = Ways.client(Talked.tcp(LOCAL, OUTSIDE)
                .sent(wentOn)
                .received(NONE, NONE, Ways.syns(1))
                .passage());
        assertEquals(List.of(), places(Way.of(client, List.of(), Way.Filter.None)));
        End waiting = Ways.client(Talked.tcp(LOCAL, OUTSIDE)
                .sent(Ways.syns(3))
                .received(NONE, NONE, Ways.syns(1))
                .passage());
        assertEquals(List.of(BEFORE_POD), places(Way.of(waiting, List.of(), Way.Filter.None)));
    }

    /** Each of the three counts alone is enough: SYN, packets that nothing cuts, bytes. */
    @ParameterizedTest
    @CsvSource({"9, 900, 4", "8, 1000, 4", "9, 1000, 3"})
    void anyOfTheCountsTellsALoss(long bare, long payload, long syns) {
        Tally before = new Tally(19, 1000, 9, 4, 0, 0, 1000, 0, 140);
        Tally after = new Tally(18, payload, bare, syns, 0, 0, 1000, 0, 140);
        boolean less = bare < 9 || payload < 1000 || syns < 4;
        End client = Ways.client(Talked.tcp(LOCAL, OUTSIDE)
                .sent(before, before, after)
                .received(Ways.data(3))
                .passage());
        assertEquals(less, !places(Way.of(client, List.of(), Way.Filter.None)).isEmpty());
        assertFalse(Way.of(client, List.of(), Way.Filter.None).passages().isEmpty());
    }

    private static List<String> lost(Tally sentInside, Tally sentOutside, Tally cameInside, Tally cameOutside) {
        End client = Ways.client(Talked.tcp(LOCAL, OUTSIDE)
                .sent(sentInside, sentInside, sentOutside)
                .received(cameInside, cameInside, cameOutside)
                .passage());
        return places(Way.of(client, List.of(), Way.Filter.OfUser));
    }

    private static List<String> places(Way way) {
        return way.findings().stream()
                .map(Finding::place)
                .filter(place -> !place.isEmpty())
                .toList();
    }
}
