package io.nettools.planner.diagnosis;

import io.nettools.analyser.report.Finding;
import io.nettools.analyser.report.Finding.Severity;
import io.nettools.planner.cluster.Names;
import io.nettools.planner.status.Diagnosis;
import io.nettools.planner.status.TargetStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Joins the findings of all pods of a trace to faults: what another finding explains is part of its evidence. The most
 * serious fault comes first. Of two equally serious ones, the one with a place comes first.
 */
public final class Diagnoses {
    /** More faults than anybody reads at once. */
    public static final int MOST = 8;

    private static final Comparator<Seen> RANK = Comparator.comparing((Seen one) -> severity(one.finding()))
            .thenComparing(one -> !one.placed())
            .thenComparing(one -> one.by().atOtherEnd());

    private Diagnoses() {}

    /**
     * The faults; empty when the traffic is healthy. A finding of severity Info is not a fault.
     *
     * @param names of the addresses in their texts
     */
    public static List<Diagnosis> of(List<TargetStatus> targets, Names names) {
        return of(targets, names, FollowUp.NONE);
    }

    /**
     * The faults; those without a place with the trace that would show it.
     *
     * @param names of the addresses in their texts
     */
    public static List<Diagnosis> of(List<TargetStatus> targets, Names names, FollowUp further) {
        List<Seen> ranked = targets.stream()
                .flatMap(target -> target.findings().stream().map(finding -> new Seen(target, finding)))
                .filter(one -> severity(one.finding()) != Severity.Info)
                .sorted(RANK)
                .toList();
        Map<Integer, List<Seen>> byCause = new LinkedHashMap<>();
        IntStream.range(0, ranked.size())
                .forEach(i -> byCause.computeIfAbsent(cause(ranked, i), at -> new ArrayList<>())
                        .add(ranked.get(i)));
        return byCause.entrySet().stream()
                .map(one -> {
                    Seen cause = ranked.get(one.getKey());
                    Diagnosis fault = Named.of(Fault.of(cause, one.getValue(), targets), names);
                    return Ask.added(fault, cause, further); // named already: a name in its YAML would change the YAML
                })
                .sorted(Comparator.comparing(Diagnosis::severity))
                .limit(MOST)
                .toList();
    }

    /** The cause of this finding, of its cause, and so on. */
    private static int cause(List<Seen> ranked, int effect) {
        int at = effect;
        for (int steps = 0; steps < ranked.size(); steps++) {
            int next = next(ranked, at);
            if (next == at) {
                return at;
            }
            at = next;
        }
        return at;
    }

    /** The first finding that explains this one; this one when it explains itself. Of two that explain each other, the first explains. */
    private static int next(List<Seen> ranked, int effect) {
        Seen one = ranked.get(effect);
        return IntStream.range(0, ranked.size())
                .filter(i -> i != effect && Folding.explains(ranked.get(i), one))
                .filter(i -> i < effect || !Folding.explains(one, ranked.get(i)))
                .findFirst()
                .orElse(effect);
    }

    /** A newer trace pod may report a severity that is not known here. */
    private static Severity severity(Finding finding) {
        return finding.severity() == null ? Severity.Warning : finding.severity();
    }
}
