package io.nettools.planner.way;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.nettools.analyser.report.Finding;
import io.nettools.planner.answer.Answer;
import io.nettools.planner.status.TargetStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The parts of the path in the answer about a target. */
class InAnswerTest {
    @Test
    void theFindingWithAPlaceComesBeforeItsConsequence() {
        ATalk talk = ATalk.with(Drops.all(Hop.ServerNode, false)).connections(4);
        End client = Ways.finding(talk.client(), "ConnectionUnanswered", true);
        TargetStatus answer = answer(client, List.of(talk.server()));
        assertEquals(
                List.of("PacketsVanish", "ConnectionUnanswered"),
                answer.findings().stream().map(Finding::code).toList());
        assertEquals(4, answer.passageCount());
        assertEquals(6, answer.views().size());
    }

    @Test
    void withoutPeersTheAnswerIsTheTargetsOwn() {
        End client = ATalk.with(Drops.NONE).connections(2).client();
        TargetStatus answer = answer(client, List.of());
        assertEquals(2, answer.passages().size());
        assertEquals(3, answer.views().size());
        assertEquals(List.of(), answer.findings());
    }

    /** Dropped before translation, the packets name none of the pods at the other end. */
    @Test
    void packetsToThePeersServiceGoToThePeer() {
        ATalk talk = ATalk.with(Drops.all(Hop.ClientNode, false))
                .through("10.96.0.20:80")
                .connections(4);
        Answer.Said client = said(talk.client());
        TargetStatus reached = Answer.of(client, List.of(said(talk.server(), "10.96.0.20")), Way.Filter.None);
        assertEquals(
                List.of("node-1: between veth1 and ens1"),
                reached.findings().stream().map(Finding::place).toList());
        TargetStatus unknown = Answer.of(client, List.of(said(talk.server(), "10.96.0.21")), Way.Filter.None);
        assertNotEquals(reached.findings(), unknown.findings());
    }

    private static TargetStatus answer(End end, List<End> peers) {
        return Answer.of(said(end), peers.stream().map(InAnswerTest::said).toList(), Way.Filter.None);
    }

    private static Answer.Said said(End end, String... reachedBy) {
        TargetStatus who =
                TargetStatus.recorded(end.pod(), null, "uid", end.node(), end.podIPs(), List.of(reachedBy), "eth0");
        return new Answer.Said(who, end.capture(), end.report());
    }
}
