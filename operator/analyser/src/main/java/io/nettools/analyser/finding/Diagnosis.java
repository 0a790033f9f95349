package io.nettools.analyser.finding;

import io.nettools.analyser.order.Host;
import io.nettools.analyser.report.Code;
import io.nettools.analyser.report.Finding;
import io.nettools.analyser.report.Finding.About;
import io.nettools.analyser.report.Finding.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The result of a rule for one place.
 *
 * @param where end, host or name; empty for the whole capture
 * @param hits number of affected connections, requests or queries
 * @param headline for a table column, without a full stop
 * @param message for a person who is no network expert
 */
record Diagnosis(
        Code code,
        Severity severity,
        String where,
        long hits,
        String headline,
        String message,
        List<String> evidence,
        String nextStep) {
    static final Comparator<Diagnosis> MOST_SERIOUS_FIRST = Comparator.comparing(Diagnosis::severity)
            .thenComparing(Comparator.comparingLong(Diagnosis::hits).reversed())
            .thenComparing(Diagnosis::code)
            .thenComparing(Diagnosis::where);

    /** Limit for the places that the evidence names. */
    private static final int PLACES = 8;

    Diagnosis {
        evidence = List.copyOf(evidence);
    }

    static Diagnosis of(Code code, String where, long hits, String headline) {
        return new Diagnosis(code, code.severity(), where, hits, headline, "", List.of(), "");
    }

    /** Lowers an error to a warning unless all were affected: the server works, but not always. */
    Diagnosis outOf(long all) {
        Severity lower = severity == Severity.Error && hits < all ? Severity.Warning : severity;
        return new Diagnosis(code, lower, where, hits, headline, message, evidence, nextStep);
    }

    Diagnosis atMostAWarning() {
        Severity lower = severity == Severity.Error ? Severity.Warning : severity;
        return new Diagnosis(code, lower, where, hits, headline, message, evidence, nextStep);
    }

    /** The same, as serious as that. */
    Diagnosis as(Severity other) {
        return new Diagnosis(code, other, where, hits, headline, message, evidence, nextStep);
    }

    /** The same with another headline. */
    Diagnosis headed(String other) {
        return new Diagnosis(code, severity, where, hits, other, message, evidence, nextStep);
    }

    Diagnosis meaning(String sentence) {
        return new Diagnosis(code, severity, where, hits, headline, sentence, evidence, nextStep);
    }

    /** Adds a piece of evidence; ignores an empty text. */
    Diagnosis shownBy(String fact) {
        List<String> more = new ArrayList<>(evidence);
        Stream.of(fact).filter(text -> !text.isEmpty()).forEach(more::add);
        return new Diagnosis(code, severity, where, hits, headline, message, more, nextStep);
    }

    Diagnosis next(String step) {
        return new Diagnosis(code, severity, where, hits, headline, message, evidence, step);
    }

    /**
     * Adds the hits of other diagnoses with the same code. The evidence names the first of their places, each once:
     * several diagnoses may have the same place.
     */
    Diagnosis alsoAt(List<Diagnosis> others) {
        List<String> places = others.stream().map(Diagnosis::where).distinct().toList();
        String named = String.join(", ", places.subList(0, Math.min(PLACES, places.size())));
        String more = places.size() > PLACES ? " and " + (places.size() - PLACES) + " more" : "";
        String alike = others.size() + " more alike";
        long all = hits + others.stream().mapToLong(Diagnosis::hits).sum();
        return new Diagnosis(code, severity, where, all, headline + ", " + alike, message, evidence, nextStep)
                .shownBy(alike + " at " + named + more);
    }

    Finding finding() {
        // a name that was asked for is no end of a conversation
        About about = new Host(Clients.host(where)).address() ? About.server(where) : About.NOTHING;
        return new Finding(code.name(), severity, headline, message, evidence, nextStep, "", about);
    }
}
