package io.nettools.analyser.report;

import java.util.List;
import java.util.Set;

/**
 * Something that a person should look at. One cause is one finding, however many packets show it.
 *
 * @param code one word of a closed list, e.g. ConnectionRefused
 * @param severity Error: something does not work; Warning: it works, but slowly or not always; Info: worth knowing
 * @param message what is wrong, in a sentence
 * @param evidence the numbers, ends and times that show it
 * @param nextStep what to do about it
 * @param place place on the path between two pods, e.g. {@code node-1: between vethd3a and eth0}; absent when unknown
 */
public record Finding(
        String code, Severity severity, String message, List<String> evidence, String nextStep, String place) {
    /** A newer trace pod may report a code that is not in {@link Code}: the word is kept as it is. */
    public Finding {
        evidence = evidence == null ? List.of() : List.copyOf(evidence);
        place = place == null ? "" : place;
    }

    /** A finding of one capture, which has no place on a path. */
    public Finding(String code, Severity severity, String message, List<String> evidence, String nextStep) {
        this(code, severity, message, evidence, nextStep, "");
    }

    /** Whether it is one of these. */
    public boolean isOneOf(Set<Code> codes) {
        for (Code one : codes) {
            if (one.name().equals(code)) {
                return true;
            }
        }
        return false;
    }

    /** How much a finding hurts; the most serious comes first. */
    public enum Severity {
        /** Something does not work. */
        Error,
        /** It works, but slowly or not always. */
        Warning,
        /** Worth knowing; it explains what is seen. */
        Info
    }
}
