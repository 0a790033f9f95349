package io.nettools.planner.way;

import io.nettools.analyser.report.Views.Lost;
import io.nettools.analyser.report.Views.Passage;
import io.nettools.analyser.report.Views.Tally;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * A conversation as one end's trace pod reports it, at three points from the pod outward; one tally stands for all of
 * them.
 */
final class Talked {
    private static final int POINTS = 3;

    private final String protocol;
    private final String local;
    private final String remote;
    private String translated = "";
    private List<Tally> sent = same(Tally.NONE);
    private List<Tally> received = same(Tally.NONE);
    private List<Lost> lost = List.of();

    private Talked(String protocol, String local, String remote) {
        this.protocol = protocol;
        this.local = local;
        this.remote = remote;
    }

    static Talked tcp(String local, String remote) {
        return new Talked("tcp", local, remote);
    }

    static Talked udp(String local, String remote) {
        return new Talked("udp", local, remote);
    }

    static Talked icmp(String local, String remote) {
        return new Talked("icmp", local, remote);
    }

    Talked as(String other) {
        translated = other;
        return this;
    }

    Talked sent(Tally... tallies) {
        sent = of(tallies);
        return this;
    }

    Talked received(Tally... tallies) {
        received = of(tallies);
        return this;
    }

    Talked lost(Lost... packets) {
        lost = List.of(packets);
        return this;
    }

    Passage passage() {
        return new Passage(protocol, local, remote, translated, sent, received, lost);
    }

    static Passage[] all(Talked... talks) {
        return Arrays.stream(talks).map(Talked::passage).toArray(Passage[]::new);
    }

    private static List<Tally> of(Tally... tallies) {
        return tallies.length == 1 ? same(tallies[0]) : List.of(tallies);
    }

    private static List<Tally> same(Tally tally) {
        return Collections.nCopies(POINTS, tally);
    }
}
