package io.nettools.planner.way;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.Code;
import io.nettools.analyser.report.Finding;
import io.nettools.analyser.report.Views.Passage;
import io.nettools.analyser.report.Views.Tally;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Properties of a completely captured path, for any numbers. */
class WaysOfLosingTest {
    private static final int POINTS = 6;
    private static final List<String> STATIONS = List.of(
            "pod client's eth0",
            "node-1's veth1",
            "node-1's uplink ens1",
            "node-2's uplink ens2",
            "node-2's veth2",
            "pod server's eth0");

    @Property(tries = 300)
    void equalCountsAtAllPointsAreNoLoss(
            @ForAll @LongRange(max = 1_000_000) long segments,
            @ForAll @LongRange(max = 1_000_000) long bare,
            @ForAll @LongRange(max = 100) long syns,
            @ForAll @LongRange(max = 100) long resets,
            @ForAll @LongRange(max = 1_000) long edge,
            @ForAll boolean back) {
        Tally tally = new Tally(
                segments + bare, segments * Tallies.MSS, bare, Math.min(syns, bare), resets, edge, 1000, 1000, 1500);
        assertEquals(List.of(), between(back, all(tally), all(Ways.data(3))));
    }

    @Property(tries = 300)
    void packetsMissingBehindAPointVanishBetweenItAndTheNext(
            @ForAll @IntRange(min = 1, max = POINTS - 1) int behind,
            @ForAll @LongRange(min = 1, max = 100_000) long sent,
            @ForAll @LongRange(max = 100_000) long passed,
            @ForAll boolean back) {
        Tally all = Ways.data(sent);
        Tally rest = passed % sent == 0 ? Tally.NONE : Ways.data(passed % sent);
        List<Tally> seen = new ArrayList<>();
        for (int at = 0; at < POINTS; at++) {
            seen.add(at < behind ? all : rest);
        }
        assertEquals(List.of(place(back, behind)), between(back, seen, all(Ways.data(3))));
    }

    /** A datagram has no counter of its own but its bytes. */
    @Property(tries = 100)
    void datagramsMissingBehindAPointVanishThereToo(
            @ForAll @IntRange(min = 1, max = POINTS - 1) int behind,
            @ForAll @LongRange(min = 2, max = 100_000) long sent,
            @ForAll @LongRange(min = 1, max = 65_000) long bytes) {
        List<Tally> seen = new ArrayList<>();
        for (int at = 0; at < POINTS; at++) {
            seen.add(Tallies.datagrams(at < behind ? sent : sent - 1, bytes));
        }
        assertEquals(List.of(place(false, behind)), between(false, seen, all(Tallies.datagrams(1, bytes))));
    }

    /** However much the edge of the window may hide, what is missing beyond it is missing. */
    @Property(tries = 300)
    void asManyAsAreNearTheWindowsEdgesMayBeMissing(
            @ForAll @LongRange(min = 1, max = 50) long edge, @ForAll @LongRange(max = 100) long missing) {
        List<Tally> seen = new ArrayList<>(all(Tallies.edge(Tallies.acknowledgments(1000), edge)));
        for (int at = 3; at < POINTS; at++) {
            seen.set(at, Tallies.acknowledgments(1000 - missing));
        }
        assertEquals(missing > edge ? List.of(place(false, 3)) : List.of(), between(false, seen, all(Ways.data(3))));
    }

    @Property(tries = 150)
    void bothEndsNameTheSamePlace(@ForAll Hop hop, @ForAll boolean back, @ForAll @IntRange(min = 1, max = 9) int nth) {
        ATalk talk = ATalk.with(Drops.every(hop, back, nth)).connections(3);
        assertEquals(places(talk.seenFromClient()), places(talk.seenFromServer()));
        assertTrue(hop == Hop.InClient
                || hop == Hop.InServer
                || !places(talk.seenFromClient()).isEmpty());
    }

    private static String place(boolean back, int behind) {
        List<String> stations = back ? STATIONS.reversed() : STATIONS;
        return stations.get(behind - 1) + " and " + stations.get(behind);
    }

    private static List<Tally> all(Tally tally) {
        return java.util.Collections.nCopies(POINTS, tally);
    }

    /** The points between which packets are reported lost, given the counts of both directions. */
    private static List<String> between(boolean back, List<Tally> seen, List<Tally> other) {
        List<Tally> there = back ? other : seen;
        List<Tally> answers = back ? seen.reversed() : other;
        Passage own = new Passage(
                "tcp", "10.244.1.5:1", "10.244.2.7:80", "", there.subList(0, 3), answers.subList(0, 3), List.of());
        Passage peers = new Passage(
                "tcp",
                "10.244.2.7:80",
                "10.244.1.5:1",
                "",
                answers.subList(3, POINTS).reversed(),
                there.subList(3, POINTS).reversed(),
                List.of());
        Way way = Way.of(Ways.client(own), List.of(Ways.server(peers)), Way.Filter.None);
        return way.passages().stream()
                .map(one -> one.verdict())
                .filter(verdict -> verdict.contains(" lost between "))
                .map(verdict -> verdict.replaceFirst(".* lost between ", ""))
                .toList();
    }

    private static List<String> places(Way way) {
        return way.findings().stream()
                .filter(finding -> finding.code().equals(Code.PacketsVanish.name()))
                .map(Finding::place)
                .sorted()
                .toList();
    }
}
