package io.nettools.planner.diagnosis;

import io.nettools.analyser.report.Code;
import io.nettools.planner.cluster.Addresses;
import io.nettools.planner.cluster.ServiceFacts;
import io.nettools.planner.cluster.ServiceFacts.Endpoint;
import io.nettools.planner.cluster.ServiceFacts.Port;
import io.nettools.planner.cluster.ServiceFacts.Selected;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Why nothing behind a Service answers. Each check looks at the Service and answers with a reason or nothing; what is
 * said first is true whatever the later checks would say.
 */
final class ServiceCheck {
    private static final int NAMED = 3;
    private static final int SELECTOR = 80;

    private final ServiceFacts facts;
    private final String name;

    ServiceCheck(ServiceFacts facts, String namespace) {
        this.facts = facts;
        this.name = facts.service().text(namespace);
    }

    /**
     * Why a Service fails.
     *
     * @param what continues a sentence that begins with the Service
     */
    record Cause(Code code, String what, String nextStep) {}

    /** Why it fails for clients on a node at an end; one without a port is any port. */
    Optional<Cause> at(String end, String node) {
        return noSuchPort(end)
                .or(this::withoutEndpoints)
                .or(() -> withoutNamedPort(end))
                .or(() -> withoutLocalEndpoint(end, node));
    }

    /** Why it fails at any port and for any client. */
    Optional<Cause> withoutEndpoints() {
        if (!facts.spec().externalName().isEmpty()
                || !facts.behind().complete()
                || facts.behind().endpoints().stream().anyMatch(Endpoint::serving)) {
            return Optional.empty();
        }
        return Optional.of(facts.behind().endpoints().isEmpty() ? nothing() : notReady());
    }

    private Optional<Cause> noSuchPort(String end) {
        int port = Addresses.port(end);
        boolean known = port == 0
                || facts.spec().ports().isEmpty()
                || !facts.spec().portsAt(end).isEmpty();
        String has = facts.spec().ports().stream()
                .map(one -> String.valueOf(one.number()))
                .distinct()
                .limit(NAMED)
                .collect(Collectors.joining(", "));
        return known
                ? Optional.empty()
                : Optional.of(new Cause(
                        Code.ServicePortMissing,
                        "has no port " + port + ", only " + has,
                        "Use one of its ports, or add this one: " + kubectl("describe service") + "."));
    }

    private Cause nothing() {
        String see = "See " + kubectl("describe service") + ", and the labels of the pods: kubectl get pods -n "
                + facts.service().namespace() + " --show-labels.";
        String selector = facts.spec().selector();
        List<Selected> pods = facts.behind().pods();
        if (!facts.readable()) {
            return new Cause(Code.ServiceWithoutEndpoints, "has no endpoints", "Ask its owner.");
        }
        if (selector.isEmpty()) {
            return new Cause(
                    Code.ServiceWithoutEndpoints,
                    "has no endpoints: it has no selector, and no EndpointSlice names one",
                    "Give it a selector, or make its EndpointSlice: " + kubectl("describe service") + ".");
        }
        if (pods.isEmpty()) {
            return new Cause(
                    Code.ServiceWithoutEndpoints,
                    "has no endpoints: its selector " + cut(selector) + " matches no pod",
                    "Give the pods these labels, or the Service another selector. " + see);
        }
        return new Cause(
                Code.ServiceWithoutEndpoints,
                "has no endpoints: " + theyAre(pods.stream().map(Selected::name).toList(), "not running"),
                "See why the pods do not run: kubectl describe pod -n "
                        + facts.service().namespace() + " " + pods.getFirst().name() + ".");
    }

    private Cause notReady() {
        List<String> pods = facts.behind().endpoints().stream()
                .map(Endpoint::pod)
                .filter(pod -> !pod.isEmpty())
                .distinct()
                .toList();
        return !facts.readable() || pods.isEmpty()
                ? new Cause(Code.ServiceWithoutEndpoints, "has no ready endpoints", "Ask its owner.")
                : new Cause(
                        Code.ServiceWithoutEndpoints,
                        "has no ready endpoints: " + theyAre(pods, "not ready"),
                        "See why: its readiness probe, its log. kubectl describe pod -n "
                                + facts.service().namespace() + " " + pods.getFirst() + ".");
    }

    /** {@code pod web-1 is not ready (CrashLoopBackOff)}, {@code 5 pods are not ready: web-1, web-2, web-3, ...}. */
    private String theyAre(List<String> pods, String what) {
        if (pods.size() == 1) {
            String state = facts.behind().pods().stream()
                    .filter(pod -> pod.name().equals(pods.getFirst()))
                    .map(Selected::state)
                    .filter(text -> !text.isEmpty())
                    .map(text -> " (" + text + ")")
                    .findFirst()
                    .orElse("");
            return "pod " + pods.getFirst() + " is " + what + state;
        }
        return pods.size() + " pods are " + what + ": "
                + pods.stream().limit(NAMED).collect(Collectors.joining(", ")) + (pods.size() > NAMED ? ", ..." : "");
    }

    /** The EndpointSlices leave out a port whose name no container of the pods has. */
    private Optional<Cause> withoutNamedPort(String end) {
        List<Port> asked = facts.spec().portsAt(end);
        boolean missing = !asked.isEmpty()
                && facts.behind().complete()
                && asked.stream()
                        .allMatch(port -> port.goesToName()
                                && serving().noneMatch(one -> one.ports().containsKey(port.name())));
        return missing
                ? Optional.of(new Cause(
                        Code.ServicePortMissing,
                        ": port " + Addresses.port(end) + " goes to the named port "
                                + asked.getFirst().target() + ", which no pod behind it has",
                        "Name the container's port so, or write its number as targetPort: "
                                + kubectl("describe service") + "."))
                : Optional.empty();
    }

    /** The policy is about cluster IPs. */
    private Optional<Cause> withoutLocalEndpoint(String end, String node) {
        boolean elsewhere = facts.spec().local()
                && facts.spec().isAt(end)
                && facts.behind().complete()
                && serving()
                        .noneMatch(one -> one.node().equals(node) || one.node().isEmpty());
        return elsewhere
                ? Optional.of(new Cause(
                        Code.ServiceWithoutEndpoints,
                        "has no endpoint on " + node + ", and its internalTrafficPolicy is Local",
                        "Run a pod of it on each node with clients, or set internalTrafficPolicy: Cluster: "
                                + kubectl("describe service") + "."))
                : Optional.empty();
    }

    private Stream<Endpoint> serving() {
        return facts.behind().endpoints().stream().filter(Endpoint::serving);
    }

    private String kubectl(String command) {
        return "kubectl " + command + " -n " + facts.service().namespace() + " "
                + facts.service().name();
    }

    private static String cut(String selector) {
        return selector.length() <= SELECTOR ? selector : selector.substring(0, SELECTOR - 3) + "...";
    }

    /** The Service and why it fails, with the end by which clients name it; empty for none. */
    String headline(Cause cause, String end) {
        String shown = end.isEmpty() ? name : name + " (" + end + ")";
        return cause.what().startsWith(":") ? name + cause.what() : shown + " " + cause.what();
    }
}
