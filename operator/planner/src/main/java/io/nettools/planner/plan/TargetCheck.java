package io.nettools.planner.plan;

import io.nettools.analyser.order.Extra;
import io.nettools.planner.probe.ProbeCheck;
import io.nettools.planner.status.Phase;
import io.nettools.planner.status.Reason;
import io.nettools.planner.trace.Candidate;
import io.nettools.planner.trace.Limits;
import io.nettools.planner.trace.TargetRef;
import io.nettools.planner.trace.Trace;
import java.util.List;
import java.util.Optional;

/** Checks whether the pods that were found may and can be traced. */
final class TargetCheck {
    private TargetCheck() {}

    /** The pods to trace. */
    static List<Candidate> chosen(TargetRef target, List<Candidate> found) {
        return switch (target) {
            case TargetRef.Pod pod -> found;
            case TargetRef.Node node -> found;
            case TargetRef.Several several ->
                found.stream()
                        .filter(Candidate::running)
                        .limit(several.maxTargets())
                        .toList();
        };
    }

    /** Why none of them may be traced. */
    static Optional<Phase> refusal(Trace trace, List<Candidate> found, Limits limits) {
        if (trace.spec().target() instanceof TargetRef.Node(var name)) {
            return NodeCheck.refusal(name, trace.identity().namespace(), found, limits);
        }
        List<Candidate> chosen = chosen(trace.spec().target(), found);
        if (chosen.isEmpty()) {
            return Optional.of(missing(trace.spec().target(), trace.identity().namespace(), found));
        }
        List<Phase> refusals = chosen.stream()
                .flatMap(pod -> refusal(trace, pod, limits).stream())
                .toList();
        return refusals.size() == chosen.size() ? Optional.of(refusals.getFirst()) : Optional.empty();
    }

    /** The refusal if no pod runs. */
    static Phase missing(TargetRef named, String namespace, List<Candidate> found) {
        return switch (named) {
            case TargetRef.Pod pod ->
                new Phase(
                        Reason.TargetNotFound,
                        "There is no pod " + pod.name() + " in namespace " + namespace + ": see kubectl get pods -n "
                                + namespace + "; a trace sees only its own namespace.");
            case TargetRef.Node node -> NodeCheck.missing(node.name());
            case TargetRef.Several several ->
                found.isEmpty()
                        ? new Phase(Reason.TargetNotFound, nobody(several, namespace))
                        : new Phase(
                                Reason.TargetNotRunning,
                                (found.size() == 1 ? "The only pod" : "None of the " + found.size() + " pods")
                                        + words(several)
                                        + (found.size() == 1 ? " is not running." : " is running."));
        };
    }

    private static String words(TargetRef.Several several) {
        return switch (several) {
            case TargetRef.Selector selector -> " with the labels " + selector.labels();
            case TargetRef.Endpoints endpoints -> " behind Service " + endpoints.service();
            case TargetRef.Workload workload -> " of " + workload.kind() + " " + workload.name();
        };
    }

    /** One look at the cluster cannot tell the cause, so the sentence names what to look at next. */
    private static String nobody(TargetRef.Several several, String namespace) {
        return switch (several) {
            case TargetRef.Selector selector ->
                "No pod in namespace " + namespace + " has the labels " + selector.labels()
                        + ": see kubectl get pods -n " + namespace + " --show-labels.";
            case TargetRef.Endpoints endpoints ->
                "There is no Service " + endpoints.service() + " in namespace " + namespace
                        + ", or no pod behind it: see kubectl get endpointslices -n " + namespace
                        + " -l kubernetes.io/service-name=" + endpoints.service() + ".";
            case TargetRef.Workload workload ->
                "There is no " + workload.kind() + " " + workload.name() + " in namespace " + namespace
                        + ", or no pod of it: see kubectl describe " + workload.text() + " -n " + namespace + ".";
        };
    }

    /** Why this pod may not be traced. */
    static Optional<Phase> refusal(Trace trace, Candidate pod, Limits limits) {
        return untraceable(trace, pod, limits).or(() -> trace.spec()
                .probe()
                .flatMap(probe ->
                        ProbeCheck.complaint(probe, pod.name(), pod.identity().podIps()))
                .map(complaint -> new Phase(Reason.SpecInvalid, complaint)));
    }

    /** Why this pod cannot be captured, at either end of a path. */
    static Optional<Phase> untraceable(Trace trace, Candidate pod, Limits limits) {
        if (pod.os().equals("windows")) {
            return Optional.of(new Phase(
                    Reason.TargetUnsupported,
                    "Pod " + pod.name() + " runs on Windows, which has no network namespaces."));
        }
        if (!pod.running()) {
            return Optional.of(new Phase(Reason.TargetNotRunning, notRunning(pod)));
        }
        if (pod.hostNetwork()
                && !limits.hostNetworkNamespaces().contains(trace.identity().namespace())) {
            return Optional.of(new Phase(
                    Reason.TargetHostNetwork,
                    "Pod " + pod.name()
                            + " uses the node's own network, which carries the traffic of all pods; namespace "
                            + trace.identity().namespace()
                            + " may not trace it (the admin's setting hostNetworkNamespaces)."));
        }
        return pod.hostNetwork() && trace.spec().asks(Extra.NodeViews)
                ? Optional.of(new Phase(
                        Reason.TargetHostNetwork,
                        "Pod " + pod.name()
                                + " uses the node's own network, so it has no other end there, and a node"
                                + " view would show the traffic of all pods: leave out spec.views and"
                                + " spec.peer."))
                : Optional.empty();
    }

    private static String notRunning(Candidate pod) {
        String state = pod.deleting()
                ? "being deleted"
                : pod.phase() + (pod.waiting().isEmpty() ? "" : " (" + pod.waiting() + ")");
        return "Pod " + pod.name() + " is " + state
                + ", so there is no network namespace to enter: wait until one of its containers runs, then create"
                + " the trace again.";
    }
}
