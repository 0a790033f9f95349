package io.nettools.planner.status;

import io.nettools.analyser.report.Finding;
import java.util.List;

/**
 * Something to look at.
 *
 * @param code one word of the README's list, e.g. ConnectionRefused
 * @param severity Error: something does not work; Warning: it works, but slowly or not always; Info: worth knowing
 * @param message what is wrong, in a sentence
 * @param evidence the numbers, ends and times that show it
 * @param nextStep what to do about it
 * @param place where on the way between two pods it is, e.g. {@code node-1: between vethd3a and eth0}; absent where that is not known
 */
public record FindingAnswer(
        String code, Finding.Severity severity, String message, List<String> evidence, String nextStep, String place) {
    public FindingAnswer {
        evidence = evidence == null ? List.of() : List.copyOf(evidence);
        place = place == null ? "" : place;
    }

    public static FindingAnswer of(Finding finding) {
        return new FindingAnswer(
                finding.code(), finding.severity(), finding.message(), finding.evidence(), finding.nextStep(), "");
    }
}
