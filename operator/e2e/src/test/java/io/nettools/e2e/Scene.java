package io.nettools.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodIP;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.nettools.controller.api.NetworkTrace;
import io.nettools.controller.ops.Json;
import io.nettools.e2e.Shell.Output;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One namespace for one test class, restricted by Pod Security like a user's, on the real cluster of KUBECONFIG with the operator
 * deployed from deploy/. After each test nothing may be left: no trace pod, no finalizer, no tool's process on a node.
 */
final class Scene implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
    static final String TRACES = "nettrace-traces";
    static final String SYSTEM = "nettrace-system";
    static final KubernetesClient CLIENT = new KubernetesClientBuilder()
            .withKubernetesSerialization(Json.serialization())
            .build();

    /** Each tool's command line and cgroups, which name its pod, in one line. */
    private static final String TOOLS = "for p in $(pgrep -f '^(nsenter|tcpdump|conntrack) ');"
            + " do echo $(tr '\\0' ' ' </proc/$p/cmdline) $(cat /proc/$p/cgroup); done 2>/dev/null";

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Duration LEFT = Duration.ofSeconds(15);

    private final String namespace = "e2e-" + Long.toString(System.nanoTime(), 36) + "-" + NUMBER.incrementAndGet();

    private final String podSecurity;

    Scene() {
        this("restricted");
    }

    /** @param podSecurity the level that the namespace enforces */
    Scene(String podSecurity) {
        this.podSecurity = podSecurity;
    }

    String namespace() {
        return namespace;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        apply(
                """
                apiVersion: v1
                kind: Namespace
                metadata:
                  name: %s
                  labels: {pod-security.kubernetes.io/enforce: %s}
                """
                        .formatted(namespace, podSecurity));
        await("default service account")
                .atMost(LEFT)
                .until(() -> CLIENT.serviceAccounts()
                                .inNamespace(namespace)
                                .withName("default")
                                .get()
                        != null);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        context.getExecutionException()
                .ifPresent(
                        failed -> Shell.kubectl("delete", "ntrace", "--all", "-n", namespace)); // for the tests to come
        await("trace pods to be gone").atMost(LEFT).untilAsserted(() -> assertEquals(List.of(), tracePods()));
        await("finalizers to be gone").atMost(LEFT).untilAsserted(() -> assertEquals(List.of(), held()));
        await("tools on the nodes to be gone").atMost(LEFT).untilAsserted(() -> assertEquals(List.of(), tools()));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        Shell.kubectl("delete", "namespace", namespace, "--wait=false");
    }

    static Output apply(String yaml) {
        return Shell.kubectlWith(yaml, "apply", "-f", "-").ok();
    }

    /** Names of this namespace's trace pods. */
    List<String> tracePods() {
        return pods().stream().map(pod -> pod.getMetadata().getName()).toList();
    }

    List<Pod> pods() {
        return CLIENT.pods().inNamespace(TRACES).list().getItems().stream()
                .filter(pod ->
                        namespace.equals(pod.getMetadata().getAnnotations().get("nettools.io/trace-namespace")))
                .toList();
    }

    private List<String> held() {
        return CLIENT.resources(NetworkTrace.class).inNamespace(namespace).list().getItems().stream()
                .filter(trace -> !trace.getMetadata().getFinalizers().isEmpty())
                .map(trace -> trace.getMetadata().getName())
                .toList();
    }

    /** Tools that run on a node for none of the trace pods that there are, other people's included, which come and go meanwhile. */
    private static List<String> tools() {
        List<Pod> before = CLIENT.pods().inNamespace(TRACES).list().getItems();
        List<String> tools = toolsOnNodes().toList();
        List<Pod> after = CLIENT.pods().inNamespace(TRACES).list().getItems();
        List<String> wanted =
                uids(Stream.concat(before.stream(), after.stream()).toList());
        return tools.stream()
                .filter(tool -> wanted.stream().noneMatch(tool::contains))
                .toList();
    }

    /** Tools that run for this namespace's trace pods. */
    List<String> toolsOfItsPods() {
        List<String> ours = uids(pods());
        return toolsOnNodes()
                .filter(tool -> ours.stream().anyMatch(tool::contains))
                .toList();
    }

    private static List<String> uids(List<Pod> pods) {
        return pods.stream().map(pod -> pod.getMetadata().getUid()).toList();
    }

    private static Stream<String> toolsOnNodes() {
        return CLIENT.nodes().list().getItems().stream()
                .map(node -> node.getMetadata().getName())
                .flatMap(node -> Shell.node(node, "bash", "-c", TOOLS).out().lines());
    }

    /** A pod of the tools' image that runs until it is deleted, under Pod Security restricted. */
    void pod(String name, String... command) {
        apply(podYaml(name, command));
        ready(name);
    }

    /** Waits until a pod runs that was applied otherwise. */
    void ready(String pod) {
        Shell.kubectl("wait", "pod", pod, "-n", namespace, "--for=condition=Ready", "--timeout=60s")
                .ok();
    }

    String podYaml(String name, String... command) {
        String words = Stream.of(command).map(word -> "'" + word + "'").collect(Collectors.joining(", "));
        return """
                apiVersion: v1
                kind: Pod
                metadata: {name: %s, namespace: %s, labels: {app: %s}}
                spec:
                  terminationGracePeriodSeconds: 1
                  automountServiceAccountToken: false
                  securityContext: {runAsNonRoot: true, runAsUser: 1000, seccompProfile: {type: RuntimeDefault}}
                  containers:
                  - name: main
                    image: localhost/nettools-fedora:dev
                    imagePullPolicy: IfNotPresent
                    command: [%s]
                    securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
                """
                .formatted(name, namespace, name, words);
    }

    /**
     * Waits until kube-proxy of a node has the rules of a Service, of both families if it has both.
     *
     * @param rule what a comment says of it there: {@code " -> "} leads to a pod, {@code " has no endpoints"} to nobody
     */
    void proxied(String node, String service, String rule) {
        int families = CLIENT.services()
                .inNamespace(namespace)
                .withName(service)
                .get()
                .getSpec()
                .getClusterIPs()
                .size();
        List<String> commands = List.of("iptables-save", "ip6tables-save").subList(0, families);
        String comment = "\"" + namespace + "/" + service + rule;
        await("kube-proxy of " + node + " to have: " + comment)
                .atMost(Duration.ofSeconds(30))
                .until(() -> commands.stream()
                        .allMatch(
                                command -> Shell.node(node, command).ok().out().contains(comment)));
    }

    /** The address of a Service. */
    String clusterIp(String service) {
        return CLIENT.services()
                .inNamespace(namespace)
                .withName(service)
                .get()
                .getSpec()
                .getClusterIP();
    }

    /** The IPv6 address of a Service that has one. */
    String clusterIpv6(String service) {
        return ipv6(
                CLIENT.services().inNamespace(namespace).withName(service).get().getSpec().getClusterIPs().stream(),
                "Service " + service);
    }

    private static String ipv6(Stream<String> addresses, String owner) {
        return addresses
                .filter(address -> address.contains(":"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(owner + " has no IPv6 address: the cluster needs both families"));
    }

    /** A command in a pod. */
    Output exec(String pod, String... command) {
        String[] words = new String[command.length + 5];
        words[0] = "exec";
        words[1] = "-n";
        words[2] = namespace;
        words[3] = pod;
        words[4] = "--";
        System.arraycopy(command, 0, words, 5, command.length);
        return Shell.kubectl(words);
    }

    /** A process of a pod's first container, as its node numbers them: other tests have processes with the same command line. */
    String pid(String pod) {
        Pod found = CLIENT.pods().inNamespace(namespace).withName(pod).get();
        return new Processes(found, found.getSpec().getContainers().getFirst().getName()).pid();
    }

    String node(String pod) {
        return CLIENT.pods()
                .inNamespace(namespace)
                .withName(pod)
                .get()
                .getSpec()
                .getNodeName();
    }

    String ip(String pod) {
        return CLIENT.pods()
                .inNamespace(namespace)
                .withName(pod)
                .get()
                .getStatus()
                .getPodIP();
    }

    String ipv6(String pod) {
        return ipv6(
                CLIENT.pods().inNamespace(namespace).withName(pod).get().getStatus().getPodIPs().stream()
                        .map(PodIP::getIp),
                "pod " + pod);
    }

    int restarts(String pod) {
        return CLIENT.pods()
                .inNamespace(namespace)
                .withName(pod)
                .get()
                .getStatus()
                .getContainerStatuses()
                .getFirst()
                .getRestartCount();
    }

    /** Applies a trace; the text is the part below spec. */
    Tracing trace(String name, String spec) {
        apply(yaml(name, spec));
        return new Tracing(this, name);
    }

    String yaml(String name, String spec) {
        return """
                apiVersion: nettools.io/v1alpha1
                kind: NetworkTrace
                metadata: {name: %s, namespace: %s}
                spec:
                """
                        .formatted(name, namespace)
                + spec.indent(2);
    }

    /** Where the kubelet keeps a trace pod's captures. */
    static String capturesOf(Pod pod) {
        return "/var/lib/kubelet/pods/" + pod.getMetadata().getUid() + "/volumes/kubernetes.io~empty-dir/work";
    }
}
