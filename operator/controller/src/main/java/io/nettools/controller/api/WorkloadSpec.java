package io.nettools.controller.api;

import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.nettools.planner.trace.TargetRef;

/**
 * The workload that owns the pods.
 *
 * @param kind Deployment, StatefulSet, DaemonSet, ReplicaSet or Job.
 * @param name Name of the workload.
 */
public record WorkloadSpec(
        @Required TargetRef.Workload.Kind kind,
        @Required @Size(min = 1, max = 253) @Pattern("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$") String name) {}
