package io.nettools.analyser.report;

import java.util.List;

/**
 * Something that a person should look at. One cause is one finding, however many packets show it.
 *
 * @param code one word of a closed list, e.g. ConnectionRefused
 * @param severity how much it hurts
 * @param message what is wrong, for somebody who is no network expert
 * @param evidence the numbers, ends and times that show it
 * @param nextStep what to do about it
 */
public record Finding(String code, Severity severity, String message, List<String> evidence, String nextStep) {
    public Finding {
        evidence = List.copyOf(evidence);
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
