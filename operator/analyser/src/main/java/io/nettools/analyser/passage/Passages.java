package io.nettools.analyser.passage;

import io.nettools.analyser.report.Views;
import io.nettools.analyser.sketch.Sketch;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Compares the packets at all points that one trace pod captured: reads their capture files and makes {@link Views}. It
 * reads once, in memory that does not depend on the input. No input makes it throw. The same files give the same views,
 * in any pieces and order.
 */
public final class Passages {
    /** Passages reported. */
    public static final int LISTED = 8;

    private final List<Views.Point> points;
    private final Views.Window window;
    private final boolean filtered;
    private final List<PointLog> logs;

    /**
     * Starts the comparison for a trace of one pod.
     *
     * @param podAddresses the pod's own; only what is between one of them and another address counts
     * @param others that other address must be one of these; empty for any
     * @param points from the pod outward
     * @param window packets outside of it do not count
     * @param filtered whether the user gave a filter, which applies at all points but the uplink
     */
    public Passages(
            List<String> podAddresses,
            List<String> others,
            List<Views.Point> points,
            Views.Window window,
            boolean filtered) {
        this.points = List.copyOf(points);
        this.window = window;
        this.filtered = filtered;
        Counted counted = new Counted(new Addresses(podAddresses), new Addresses(others), Window.of(window));
        logs = this.points.stream().map(point -> new PointLog(counted)).toList();
    }

    /**
     * Takes the next bytes of a point's capture file (pcap, pcapng), cut anywhere; consumes all of them. Bytes of a
     * point that failed to capture do not count: it may have seen a part of the window.
     *
     * @param point its number in the list of points
     */
    public void accept(int point, ByteBuffer piece) {
        if (points.get(point).listened()) {
            logs.get(point).accept(piece);
            return;
        }
        piece.position(piece.limit());
    }

    /** The views from all bytes so far. */
    public Views report() {
        List<Followed> conversations = new Joining(points, logs, filtered).conversations();
        return new Views(window, points, conversations.size(), listed(conversations), sketch(conversations));
    }

    /** Whether the absence of this conversation has a meaning; it has none at a point that dropped conversations. */
    private boolean known(Followed followed) {
        for (int at = 0; at < points.size(); at++) {
            if (!followed.seenAt(at) && logs.get(at).overflowed()) {
                return false;
            }
        }
        return true;
    }

    private List<Views.Passage> listed(List<Followed> conversations) {
        record Ranked(Followed followed, long lost) {}
        return conversations.stream()
                .filter(this::known)
                .map(followed -> new Ranked(followed, followed.lost()))
                .sorted(Comparator.comparingLong(Ranked::lost)
                        .thenComparing(ranked -> ranked.followed().unanswered())
                        .thenComparingLong(ranked -> ranked.followed().packets())
                        .reversed())
                .limit(LISTED)
                .map(ranked -> ranked.followed().passage())
                .toList();
    }

    /** Sketch of the trace's packets at the outermost point; empty if it is incomplete. */
    private String sketch(List<Followed> conversations) {
        int outermost = points.size() - 1;
        while (outermost >= 0 && !points.get(outermost).listened()) {
            outermost--;
        }
        List<Talk> there = talksAt(outermost, conversations);
        List<Sketch> sketches = there.stream().flatMap(Talk::tagged).toList();
        boolean whole = !there.isEmpty()
                && sketches.size() == 2 * there.size()
                && !logs.get(outermost).overflowed();
        return whole
                ? sketches.stream()
                        .reduce(new Sketch(Sketch.SMALL), Sketch::plus)
                        .text()
                : "";
    }

    private static List<Talk> talksAt(int point, List<Followed> conversations) {
        return conversations.stream()
                .filter(followed -> followed.seenAt(point))
                .map(followed -> followed.at(point))
                .toList();
    }

    /** Sentences on what limits the answer. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        for (int at = 0; at < points.size(); at++) {
            Views.Point point = points.get(at);
            if (point.listened()) {
                logs.get(at).notes().forEach(note -> notes.add(point.where() + ": " + note));
            }
            long beyond = logs.get(at).beyond();
            if (beyond > 0) {
                notes.add(point.where() + ": " + beyond + " packets belong to conversations beyond the first "
                        + PointLog.CAPACITY + " and were not compared.");
            }
        }
        return notes;
    }
}
