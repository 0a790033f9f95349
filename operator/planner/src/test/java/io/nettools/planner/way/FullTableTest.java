package io.nettools.planner.way;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.CaptureReport;
import io.nettools.analyser.report.Finding;
import io.nettools.analyser.report.NodeConntrack;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A full table of connections outranks what is only the usual cause, where it can be the cause. */
class FullTableTest {
    private static End holding(End end, NodeConntrack table) {
        CaptureReport said = end.capture();
        CaptureReport counted = new CaptureReport(
                said.ended(),
                said.counts(),
                Optional.of(table),
                said.interfaces(),
                said.topology(),
                said.probe(),
                said.watched(),
                said.notes(),
                said.enteredUid());
        return new End(end.pod(), end.node(), end.podIPs(), counted, end.report());
    }

    @ParameterizedTest
    @CsvSource({
        "ClientNode, false, 1000, 2, true",
        "ClientNode, false, 900, 2, true",
        "ClientNode, false, 899, 2, false",
        "ClientNode, false, 1000, 1, false",
        "ClientNode, true, 1000, 2, false",
        "ServerNode, false, 1000, 2, false",
        "BetweenNodes, false, 1000, 2, false",
        "ClientPodToNode, false, 1000, 2, false"
    })
    void firstPacketsThatAFullNodeDropped(Hop hop, boolean back, long entries, long dropped, boolean itIs) {
        ATalk talk = ATalk.with(Drops.all(hop, back)).connections(2);
        End client = holding(talk.client(), new NodeConntrack(0, entries, 1000, 0, dropped, 0, 0));
        Finding finding = Way.of(client, List.of(talk.server()), Way.Filter.None).findings().stream()
                .filter(one -> one.code().equals("PacketsVanish"))
                .findFirst()
                .orElseThrow();
        assertEquals(itIs, finding.message().contains("node-1's connection table is full"), finding::message);
        assertEquals(!itIs, finding.message().contains("usual cause"), finding::message);
        assertTrue(!itIs || finding.nextStep().contains("nf_conntrack_max"), finding::nextStep);
    }
}
