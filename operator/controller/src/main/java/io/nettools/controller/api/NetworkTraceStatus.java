package io.nettools.controller.api;

import io.fabric8.kubernetes.api.model.Condition;
import io.nettools.planner.status.Diagnosis;
import io.nettools.planner.status.TargetStatus;
import java.util.List;

/**
 * The result: at most 16 KiB, printable, most important first. In its sentences, text from the network stands in quotation marks: whoever
 * sent the packet chose it.
 *
 * @param observedGeneration Generation of the spec that this status is about.
 * @param summary The result in one sentence.
 * @param diagnosis What is wrong, most serious first; empty on healthy traffic. The first entry is the summary.
 * @param target The traced pod or node, or the number of pods of a selector, Service or workload.
 * @param nodes Nodes where the targets run.
 * @param packets Packets captured, of all targets.
 * @param lost Packets of the time of the capture that are missing in the result because the kernel dropped them, of all targets.
 * @param admittedTime When the trace left the queue and its targets were recorded.
 * @param startTime When the first capture began.
 * @param finishTime When the trace finished.
 * @param conditions Finished, Succeeded, Accepted, Capturing; Ready, Reconciling and Stalled for tools. Wait for Finished: it becomes True with any outcome, and its
 *     message is the answer.
 * @param targets One entry for each traced pod or node.
 */
public record NetworkTraceStatus(
        Long observedGeneration,
        String summary,
        List<Diagnosis> diagnosis,
        String target,
        String nodes,
        Long packets,
        Long lost,
        String admittedTime,
        String startTime,
        String finishTime,
        List<Condition> conditions,
        List<TargetStatus> targets) {
    /** Healthy traffic has no diagnosis: the API leaves out empty lists. */
    public NetworkTraceStatus {
        diagnosis = diagnosis == null ? List.of() : diagnosis;
    }
}
