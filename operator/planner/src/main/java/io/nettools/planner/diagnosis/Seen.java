package io.nettools.planner.diagnosis;

import io.nettools.analyser.report.Code;
import io.nettools.analyser.report.Finding;
import io.nettools.planner.status.TargetStatus;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A finding, and the pod or node at which it was made. */
record Seen(TargetStatus by, Finding finding) {
    boolean placed() {
        return !finding.place().isEmpty();
    }

    /** The code; empty for a word that this version does not know. */
    Optional<Code> code() {
        return Arrays.stream(Code.values())
                .filter(one -> one.name().equals(finding.code()))
                .findFirst();
    }

    boolean isOneOf(Set<Code> codes) {
        return finding.isOneOf(codes);
    }

    /** The ends of the server, as clients name them and behind a Service. */
    List<String> servers() {
        return Stream.of(finding.server(), finding.backend())
                .filter(end -> !end.isEmpty())
                .toList();
    }

    /** Whether both are about one server, or about one pod as a whole. */
    boolean concernsWhat(Seen other) {
        if (servers().isEmpty() || other.servers().isEmpty()) {
            return (by.uid().equals(other.by.uid()) && placed() && servers().isEmpty()) || sameWords(other);
        }
        return servers().stream()
                .anyMatch(end -> other.servers().stream().anyMatch(one -> covers(end, one) || covers(one, end)));
    }

    private boolean sameWords(Seen other) {
        return servers().isEmpty()
                && other.servers().isEmpty()
                && finding.headline().equals(other.finding.headline())
                && finding.message().equals(other.finding.message());
    }

    /** Whether the first is the second, or its host. */
    private static boolean covers(String host, String end) {
        return end.equals(host) || end.startsWith(host + ":") || end.startsWith("[" + host + "]:");
    }
}
