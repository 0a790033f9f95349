package io.nettools.analyser.finding;

import io.nettools.analyser.report.Code;
import io.nettools.analyser.report.Finding;
import io.nettools.analyser.report.Finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a rule says about one place.
 *
 * @param where end, host or name that it is about; empty when it is about the whole capture
 * @param hits how many were hit: connections, requests, queries
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
    /** So many places are named. */
    private static final int PLACES = 8;

    Diagnosis {
        evidence = List.copyOf(evidence);
    }

    static Diagnosis of(Code code, String where, long hits, String headline) {
        return new Diagnosis(code, code.severity(), where, hits, headline, "", List.of(), "");
    }

    /** An error that did not hit all is a warning: it works, but not always. */
    Diagnosis outOf(long all) {
        Severity lower = severity == Severity.Error && hits < all ? Severity.Warning : severity;
        return new Diagnosis(code, lower, where, hits, headline, message, evidence, nextStep);
    }

    Diagnosis meaning(String sentence) {
        return new Diagnosis(code, severity, where, hits, headline, sentence, evidence, nextStep);
    }

    /** One more piece of evidence; an empty one is none. */
    Diagnosis shownBy(String fact) {
        List<String> more = new ArrayList<>(evidence);
        Stream.of(fact).filter(text -> !text.isEmpty()).forEach(more::add);
        return new Diagnosis(code, severity, where, hits, headline, message, more, nextStep);
    }

    Diagnosis next(String step) {
        return new Diagnosis(code, severity, where, hits, headline, message, evidence, step);
    }

    /** The same cause more often, of whose places the evidence names the first ones; at one place it may have hit several users. */
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
        return new Finding(code.name(), severity, message, evidence, nextStep);
    }
}
