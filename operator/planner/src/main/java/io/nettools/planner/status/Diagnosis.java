package io.nettools.planner.status;

import io.nettools.analyser.report.Finding.Severity;
import java.util.List;

/**
 * One fault, from everything that the pods of a trace show of it.
 *
 * @param cause what is wrong, one word of a closed list; other findings that it explains are part of its evidence
 * @param severity Error: something does not work; Warning: it works, but slowly or not always
 * @param basis how the cause is known: Observed, Computed or Inferred
 * @param summary cause, place and object in one line
 * @param message what is wrong, in a sentence
 * @param place place on the path; absent when unknown
 * @param objects pods and nodes that show it, then the ends of the server
 * @param evidence the numbers, ends and times that show it, at each pod
 * @param nextStep what to do about it; to find the place, also a trace of both ends as YAML
 */
public record Diagnosis(
        String cause,
        Severity severity,
        Basis basis,
        String summary,
        String message,
        String place,
        List<String> objects,
        List<String> evidence,
        String nextStep) {

    /** What is absent in the JSON is empty here. */
    public Diagnosis {
        cause = cause == null ? "" : cause;
        summary = summary == null ? "" : summary;
        message = message == null ? "" : message;
        place = place == null ? "" : place;
        objects = TargetStatus.copy(objects);
        evidence = TargetStatus.copy(evidence);
        nextStep = nextStep == null ? "" : nextStep;
    }

    /** How the cause of a fault is known. */
    public enum Basis {
        /** Packets or the kernel's counters show it. */
        Observed,
        /** Objects of the cluster explain what was observed. */
        Computed,
        /** It is the most likely explanation of what was observed. */
        Inferred
    }
}
