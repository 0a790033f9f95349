package io.nettools.analyser.finding;

import io.nettools.analyser.report.Code;
import io.nettools.analyser.report.NetworkInterface;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The rules about the capture itself: why it is empty or incomplete. */
final class CaptureRules {
    private static final long AT_THE_EDGES = 2;
    private static final String NOTHING = "no packets";

    private CaptureRules() {}

    static Optional<Diagnosis> filterMatchedNothing(CaptureFacts facts) {
        long passed = facts.onInterface();
        if (facts.captured() > 0 || facts.filter().isEmpty() || passed <= 0) {
            return Optional.empty();
        }
        return Optional.of(Diagnosis.of(
                        Code.FilterMatchedNothing,
                        "",
                        passed,
                        NOTHING + " match the filter (0 of " + passed + " on " + facts.on() + ")")
                .meaning("There was traffic on " + facts.on() + ", but none of it matches the filter.")
                .shownBy(facts.on() + " carried about " + Wording.count(passed, "packet") + ", 0 matched: "
                        + facts.filter())
                .shownBy(others(facts))
                .next("Trace without the filter, or with a wider one, and read addresses and ports from the"
                        + " flows: a Service's address"
                        + " is replaced by a pod's, and its port by the targetPort, before a packet reaches a pod."));
    }

    static Optional<Diagnosis> otherInterface(CaptureFacts facts) {
        if (facts.captured() > 0 || facts.onInterface() > 0 || facts.elsewhere() == 0) {
            return Optional.empty();
        }
        return Optional.of(Diagnosis.of(
                        Code.OtherInterface,
                        "",
                        facts.elsewhere(),
                        NOTHING + " on " + facts.on() + ", but on another interface (" + facts.elsewhere() + ")")
                .meaning("Nothing passed " + facts.on() + ", but another interface of the pod carried packets.")
                .shownBy(others(facts))
                .next(
                        "Trace that interface, or all: capture.interface: any. Programs of one pod talk over lo, with other pods over"
                                + " eth0."));
    }

    /**
     * An empty capture that the other two rules do not explain. Packets may have passed just before or after the
     * capture.
     */
    static Optional<Diagnosis> noPackets(CaptureFacts facts) {
        boolean explained =
                filterMatchedNothing(facts).isPresent() || otherInterface(facts).isPresent();
        if (facts.captured() > 0 || explained) {
            return Optional.empty();
        }
        boolean counted = !facts.interfaces().isEmpty();
        return Optional.of(Diagnosis.of(Code.NoPackets, "", 0, NOTHING)
                .meaning(
                        counted && facts.onInterface() == 0
                                ? "No interface of the pod carried a packet during the trace: the pod neither"
                                        + " sent nor received anything."
                                : "The capture holds no packets.")
                .shownBy(
                        counted
                                ? "0 packets captured on " + facts.on() + "; the interfaces carried: "
                                        + names(facts.interfaces())
                                : "")
                .next("Make the request while the trace is capturing (condition Capturing is True), trace"
                        + " for longer, or trace the pod that should send it: perhaps it never does."));
    }

    static Optional<Diagnosis> incomplete(CaptureFacts facts) {
        if (facts.droppedByKernel() == 0) {
            return Optional.empty();
        }
        long seen = facts.captured() + facts.droppedByKernel();
        return Optional.of(Diagnosis.of(
                        Code.CaptureIncomplete,
                        "",
                        facts.droppedByKernel(),
                        Wording.count(facts.droppedByKernel(), "packet") + " missing from the capture")
                .meaning(
                        "The capture missed packets because they came faster than they could be written; the network did not lose"
                                + " them. Numbers are lower bounds.")
                .shownBy("the kernel dropped " + Wording.of(facts.droppedByKernel(), seen) + " packets")
                .next("Narrow the filter, or keep less of each packet (capture.snapLength)."));
    }

    /** Only what the packets prove: acknowledgments of bytes that were not captured. */
    static Optional<Diagnosis> oneDirectionOnly(CaptureFacts facts) {
        Directions directions = facts.directions();
        if (!directions.oneMissing()) {
            return Optional.empty();
        }
        long hits = directions.one();
        String missing = directions.toServerOnly() > 0 ? "packets of the servers" : "packets of the clients";
        return Optional.of(Diagnosis.of(Code.OneDirectionOnly, "", hits, missing + " were not captured")
                .meaning("Only one direction was captured, the " + missing
                        + " are missing: answers, latencies and failures cannot be seen.")
                .shownBy(Wording.count(hits, "connection") + " acknowledge bytes that were not captured")
                .next(
                        "Trace both directions: write \"port 80\" in place of \"dst port 80\" in the filter. Without such a"
                                + " filter the other direction takes another path: trace the node, or the other interface"
                                + " (capture.interface: any)."));
    }

    /**
     * More incomplete datagrams than the begin and the end of the capture can cut. There is no finding if the kernel
     * dropped packets: these may be the missing fragments.
     */
    static Optional<Diagnosis> fragmentsLost(CaptureFacts facts) {
        long incomplete = facts.fragmented().incomplete();
        if (facts.droppedByKernel() > 0 || incomplete <= AT_THE_EDGES || few(facts.fragmented()) || hidden(facts)) {
            return Optional.empty();
        }
        return Optional.of(Diagnosis.of(
                        Code.FragmentsLost,
                        "",
                        incomplete,
                        Wording.count(incomplete, "fragmented packet") + " arrived incomplete")
                .meaning("Packets that were too large for a link were cut into fragments, and some fragments"
                        + " never arrived: the whole packet is lost.")
                .shownBy(Wording.count(incomplete, "datagram") + " with missing fragments")
                .next("Firewalls and load balancers often drop fragments. Send less at once (for DNS: EDNS"
                        + " buffer size 1232), or raise the MTU of the path."));
    }

    /** Whether the capture itself may have missed the fragments: most datagrams are whole. */
    private static boolean few(Fragmented fragmented) {
        return fragmented.incomplete() < fragmented.whole();
    }

    /** Whether a filter may hide all fragments but the first, as each one does that names ports. */
    private static boolean hidden(CaptureFacts facts) {
        return facts.mayBeFiltered() && facts.fragmented().whole() == 0;
    }

    private static String others(CaptureFacts facts) {
        List<NetworkInterface> others = facts.interfaces().stream()
                .filter(one -> !one.name().equals(facts.on()) && one.packets() > 0)
                .toList();
        return others.isEmpty() || facts.everywhere() ? "" : "other interfaces carried: " + names(others);
    }

    private static String names(List<NetworkInterface> interfaces) {
        return interfaces.stream()
                .map(one -> one.name() + " " + Wording.count(Math.max(0, one.packets()), "packet"))
                .collect(Collectors.joining(", "));
    }
}
