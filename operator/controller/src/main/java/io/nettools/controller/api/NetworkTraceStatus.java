package io.nettools.controller.api;

import io.fabric8.kubernetes.api.model.Condition;
import io.nettools.planner.status.TargetStatus;
import java.util.List;

/**
 * The answer. Bounded to 16 KiB, printable, most important first.
 *
 * @param observedGeneration Generation of the spec that this status speaks of.
 * @param summary The answer in one sentence.
 * @param target The traced pod, or how many pods of which selector.
 * @param nodes Where the targets run.
 * @param packets Packets captured, of all targets.
 * @param lost Packets that passed the filter and are not in the answer, of all targets.
 * @param admittedTime When the trace was given its place, and its targets were recorded.
 * @param startTime When the first capture began.
 * @param finishTime When the trace was finished.
 * @param conditions Accepted, Capturing, Succeeded, Finished; Ready, Reconciling and Stalled for tools. Wait for Finished: it becomes True whatever the outcome.
 * @param targets One entry for each traced pod.
 */
public record NetworkTraceStatus(
        Long observedGeneration,
        String summary,
        String target,
        String nodes,
        Long packets,
        Long lost,
        String admittedTime,
        String startTime,
        String finishTime,
        List<Condition> conditions,
        List<TargetStatus> targets) {}
