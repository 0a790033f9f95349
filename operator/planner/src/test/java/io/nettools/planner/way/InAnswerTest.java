package io.nettools.planner.way;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nettools.planner.status.Answer;
import io.nettools.planner.status.FindingAnswer;
import io.nettools.planner.status.TargetStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What of the way is in the answer about a target. */
class InAnswerTest {
    @Test
    void theFindingWithAPlaceComesBeforeItsConsequence() {
        ATalk talk = ATalk.with(Drops.all(Hop.ServerNode, false)).connections(4);
        End client = Ways.finding(talk.client(), "ConnectionUnanswered", true);
        TargetStatus answer = answer(client, List.of(talk.server()));
        assertEquals(
                List.of("PacketsVanish", "ConnectionUnanswered"),
                answer.findings().stream().map(FindingAnswer::code).toList());
        assertEquals(4, answer.passageCount());
        assertEquals(6, answer.views().size());
    }

    @Test
    void withoutOtherEndsItIsTheTargetsOwn() {
        End client = ATalk.with(Drops.NONE).connections(2).client();
        TargetStatus answer = answer(client, List.of());
        assertEquals(2, answer.passages().size());
        assertEquals(3, answer.views().size());
        assertEquals(List.of(), answer.findings());
    }

    private static TargetStatus answer(End end, List<End> peers) {
        return Answer.of(said(end), peers.stream().map(InAnswerTest::said).toList(), Way.Filter.None);
    }

    private static Answer.Said said(End end) {
        return new Answer.Said(target(end), end.capture(), end.report());
    }

    private static TargetStatus target(End end) {
        return TargetStatus.recorded(end.pod(), "uid", end.node(), end.podIPs(), "eth0");
    }
}
