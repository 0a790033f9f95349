package io.nettools.analyser.finding;

import io.nettools.analyser.conntrack.ConntrackFacts;
import io.nettools.analyser.report.Code;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The node's table of connections as the cause of silence: when it is full, the first packet of a connection is dropped, wherever it goes. */
final class FullTable {
    private static final Set<Code> SILENCE = EnumSet.of(Code.ConnectionUnanswered, Code.DnsUnanswered);

    /** So many of the silent ends are named. */
    private static final int NAMED = 3;

    private FullTable() {}

    /** Takes the place of silence when it dropped at least as many packets; else it is a hint. */
    static List<Diagnosis> judged(List<Diagnosis> all, ConntrackFacts conntrack, KernelFacts kernel) {
        List<Diagnosis> tables = all.stream()
                .filter(one -> one.code() == Code.ConntrackTableFull)
                .toList();
        List<Diagnosis> silent = all.stream()
                .filter(one -> isSilence(one, kernel))
                .sorted(Diagnosis.MOST_SERIOUS_FIRST)
                .toList();
        if (tables.isEmpty() || silent.isEmpty()) {
            return all;
        }
        Diagnosis table = tables.getFirst();
        long missed = silent.stream().mapToLong(Diagnosis::hits).sum();
        return conntrack
                        .node()
                        .filter(node -> ConntrackRules.dropsWhenFull(node, missed))
                        .isPresent()
                ? Stream.concat(
                                Stream.of(explaining(table, silent)),
                                all.stream().filter(one -> !one.equals(table) && !silent.contains(one)))
                        .toList()
                : all.stream()
                        .map(one -> silent.contains(one) ? one.shownBy("perhaps the cause: " + table.headline()) : one)
                        .toList();
    }

    /** What came to the pod has passed the node's table. */
    private static boolean isSilence(Diagnosis one, KernelFacts kernel) {
        return SILENCE.contains(one.code()) && !kernel.isOwn(one.where());
    }

    private static Diagnosis explaining(Diagnosis table, List<Diagnosis> silent) {
        Diagnosis first = silent.getFirst();
        Diagnosis cause = table.as(first.severity())
                .headed(table.headline() + ": " + first.headline())
                .meaning(
                        "The node tracks as many connections as it may: it drops the first packets of new connections of"
                                + " any pod, so that they get no answer.");
        for (Diagnosis one : silent.subList(0, Math.min(NAMED, silent.size()))) {
            cause = cause.shownBy(one.headline());
        }
        return cause;
    }
}
