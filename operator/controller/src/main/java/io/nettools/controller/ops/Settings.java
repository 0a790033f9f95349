package io.nettools.controller.ops;

import io.nettools.planner.plan.Retention;
import io.nettools.planner.trace.Limits;
import java.time.Duration;
import org.slf4j.event.Level;

/**
 * The admin's settings, from the ConfigMap {@code nettrace-settings}. No field of a trace reaches any of these.
 *
 * @param image of the trace pods
 * @param imagePullPolicy of the trace pods
 * @param traceNamespace where trace pods run, never a user's namespace
 * @param profile how the capture container is privileged
 * @param containers limits of the trace pod's containers
 * @param sweep interval of the search for trace pods whose trace is gone
 * @param retention which finished traces are kept
 * @param logLevel least level of the operator's own lines
 */
public record Settings(
        String image,
        String imagePullPolicy,
        String traceNamespace,
        Profile profile,
        Limits limits,
        ContainerLimits containers,
        Duration sweep,
        Retention retention,
        Level logLevel) {

    /** The limits of the trace pod's two containers. */
    public record ContainerLimits(CpuAndMemory capture, CpuAndMemory analyser) {}

    /**
     * CPU and memory of one container, as Kubernetes quantities in the admin's own words ({@code 2}, {@code 384Mi}).
     */
    public record CpuAndMemory(String cpu, String memory) {}

    /** The privileges of the capture container. */
    public enum Profile {
        /** A list of capabilities, as reviewers and SCCs expect. */
        capabilities,
        /** {@code privileged: true}, for clusters whose security module needs it. */
        privileged
    }
}
