package io.nettools.controller.api;

import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/**
 * Exactly one of pod, service, workload, selector and node.
 *
 * @param pod Name of a pod.
 * @param selector Labels of pods. The pods that run when the trace begins are traced, the first maxTargets by name.
 * @param service Name of a Service. The pods in its EndpointSlices are traced like those of a selector.
 * @param workload A Deployment, StatefulSet, DaemonSet, ReplicaSet or Job. Its pods are traced like those of a selector.
 * @param node Name of a node, whose own network namespace is traced. It carries the traffic of all pods of the node, so the cluster admin must
 *     allow it for the trace's namespace.
 * @param maxTargets Maximum number of pods of the service, workload or selector; 3 when left out. The cluster admin sets the upper limit.
 */
@ValidationRule(
        value =
                "[has(self.pod), has(self.service), has(self.workload), has(self.selector), has(self.node)].filter(given, given).size() == 1",
        message =
                "needs exactly one kind of target: write pod: NAME, service: NAME, workload: {kind: Deployment, name: NAME}"
                        + ", selector: {matchLabels: {KEY: VALUE}} or node: NAME")
@ValidationRule(
        value = "!has(self.maxTargets) || !(has(self.pod) || has(self.node))",
        message = "maxTargets goes with service, workload or selector: leave it out for one pod or node")
public record TargetSpec(
        @Size(min = 1, max = 253) @Pattern("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$") String pod,
        @Size(min = 1, max = 63) @Pattern("^[a-z]([-a-z0-9]*[a-z0-9])?$") String service,
        WorkloadSpec workload,
        SelectorSpec selector,
        @Size(min = 1, max = 253) @Pattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$")
                String node,
        @Min(1) @Max(16) Integer maxTargets) {}
