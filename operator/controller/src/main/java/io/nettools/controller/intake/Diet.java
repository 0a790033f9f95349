package io.nettools.controller.intake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The part of an answer that is read, for objects that anybody may make as large as the API server allows. The path of
 * the request selects it; all other answers pass unchanged.
 *
 * @param list whether the answer has such objects as its {@code items}; otherwise it is such an object
 * @param kept fields of each object
 * @param rest reduces the kept fields further
 */
record Diet(boolean list, Kept kept, UnaryOperator<ObjectNode> rest) {
    /**
     * Limit for the kept part of a pod. Its status has at most 12 KiB of termination messages; far more was written by
     * somebody with the right to write it.
     */
    private static final int POD_LENGTH = 48 * 1024;

    /** Limit for a policy; 100 rules of the admin kinds take about as much. */
    private static final int POLICY_LENGTH = 32 * 1024;

    private static final Set<String> IDENTITY = Set.of(
            "name", "namespace", "uid", "resourceVersion", "generation", "creationTimestamp", "deletionTimestamp");

    private static final Kept METADATA = Kept.named(IDENTITY::contains);

    /**
     * A pod's metadata: our own annotations and labels identify trace pods, the kubelet's identify static pods, and
     * OVN-Kubernetes' has the addresses of a primary network.
     */
    private static final Kept POD_METADATA = field -> switch (field) {
        case "annotations", "labels" ->
            Optional.of(Kept.named(key -> key.startsWith("nettools.io/")
                    || key.startsWith("kubernetes.io/config.")
                    || key.equals("k8s.ovn.org/pod-networks")
                    || key.equals("app.kubernetes.io/managed-by")));
        case "ownerReferences" -> Optional.of(Kept.WHOLE);
        default -> METADATA.of(field);
    };

    private static final Kept TRACE_METADATA = field -> switch (field) {
        case "annotations", "finalizers" -> Optional.of(Kept.WHOLE);
        default -> METADATA.of(field);
    };

    private static final Kept POD = Kept.fields(Map.of(
            "metadata",
            POD_METADATA,
            "spec",
            Kept.named(Set.of("nodeName", "hostNetwork", "os")::contains),
            "status",
            Kept.WHOLE));

    /** A pod that is found by its address: besides, what policies select by. */
    private static final Kept FOUND_POD = Kept.fields(Map.of(
            "metadata",
            field -> field.equals("labels") ? Optional.of(Kept.WHOLE) : METADATA.of(field),
            "spec",
            Kept.fields(Map.of(
                    "nodeName",
                    Kept.WHOLE,
                    "hostNetwork",
                    Kept.WHOLE,
                    "containers",
                    Kept.named(Set.of("name", "ports")::contains),
                    "initContainers",
                    Kept.named(Set.of("name", "ports", "restartPolicy")::contains))),
            "status",
            Kept.WHOLE));

    private static final Kept TRACE =
            Kept.fields(Map.of("metadata", TRACE_METADATA, "spec", Kept.WHOLE, "status", Kept.WHOLE));

    private static final Kept SLICE = Kept.fields(Map.of(
            "metadata",
            METADATA,
            "ports",
            Kept.named(Set.of("name", "port")::contains),
            "endpoints",
            Kept.named(Set.of("targetRef", "addresses", "nodeName", "conditions")::contains)));

    private static final Kept WORKLOAD =
            Kept.fields(Map.of("metadata", METADATA, "spec", Kept.named("selector"::equals)));

    private static final Kept POLICY = Kept.fields(Map.of("metadata", METADATA, "spec", Kept.WHOLE));

    private static final Kept SERVICE =
            Kept.fields(Map.of("metadata", METADATA, "spec", Kept.WHOLE, "status", Kept.named("loadBalancer"::equals)));

    private static final UnaryOperator<ObjectNode> ALL_OF_IT = UnaryOperator.identity();

    private static final String IN_NAMESPACE = "/namespaces/[^/]+/";
    private static final String NAME = "/[^/]+";

    private static final Map<Pattern, Diet> BY_PATH = Map.of(
            Pattern.compile("/apis/nettools\\.io/[^/]+(/namespaces/[^/]+)?/networktraces"),
            new Diet(true, TRACE, TraceJson::kept),
            Pattern.compile("/api/v1/pods"),
            new Diet(true, FOUND_POD, Diet::pod),
            Pattern.compile("/api/v1/namespaces/[^/]+/pods"),
            new Diet(true, POD, Diet::pod),
            Pattern.compile("/api/v1" + IN_NAMESPACE + "pods" + NAME),
            new Diet(false, orStatus(POD), Diet::pod),
            Pattern.compile("/apis/discovery\\.k8s\\.io/v1" + IN_NAMESPACE + "endpointslices"),
            new Diet(true, SLICE, ALL_OF_IT),
            Pattern.compile("/apis/(apps|batch)/v1" + IN_NAMESPACE
                    + "(deployments|statefulsets|daemonsets|replicasets|jobs)" + NAME),
            new Diet(false, orStatus(WORKLOAD), ALL_OF_IT),
            Pattern.compile("/api/v1(/namespaces/[^/]+)?/services"),
            new Diet(true, SERVICE, ALL_OF_IT),
            Pattern.compile("/api/v1" + IN_NAMESPACE + "services" + NAME),
            new Diet(false, orStatus(SERVICE), ALL_OF_IT),
            Pattern.compile("/apis/networking\\.k8s\\.io/v1" + IN_NAMESPACE + "networkpolicies"),
            new Diet(true, POLICY, Diet::policy),
            Pattern.compile("/apis/policy\\.networking\\.k8s\\.io/[^/]+/[^/]+"),
            new Diet(true, POLICY, Diet::policy));

    /** The diet for the path of a request; empty if the answer passes unchanged. */
    static Optional<Diet> of(String path) {
        return BY_PATH.entrySet().stream()
                .filter(diet -> diet.getKey().matcher(path).matches())
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** Keeps a metav1.Status, too, which may be the answer instead; its status is a word. */
    private static Kept orStatus(Kept kept) {
        Kept status =
                Kept.named(Set.of("apiVersion", "kind", "status", "message", "reason", "details", "code")::contains);
        return field -> kept.of(field).or(() -> status.of(field));
    }

    /** The policy; one that is too large has a field in place of its rules that nobody knows, so it decides nothing. */
    private static ObjectNode policy(ObjectNode policy) {
        return policy.toString().length() <= POLICY_LENGTH ? policy : bare(policy, "tooLarge");
    }

    /** The pod; one that is too large loses its status. Without a status it does not run, and is not traced. */
    private static ObjectNode pod(ObjectNode pod) {
        return pod.toString().length() <= POD_LENGTH ? pod : bare(pod);
    }

    /** The identity of an object, and a spec that has only these fields. */
    private static ObjectNode bare(ObjectNode object, String... fields) {
        ObjectNode bare = object.objectNode();
        ObjectNode metadata = bare.putObject("metadata");
        IDENTITY.forEach(field ->
                Optional.ofNullable(object.path("metadata").get(field)).ifPresent(value -> metadata.set(field, value)));
        ObjectNode spec = bare.putObject("spec");
        Stream.of(fields).forEach(field -> spec.put(field, true));
        return bare;
    }
}
