package io.nettools.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.planner.status.ConversationAnswer;
import io.nettools.planner.status.Reason;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Addresses in an answer carry the names that the author of the trace may know. */
class NamesTest {
    @RegisterExtension
    static final Scene SCENE = new Scene();

    @RegisterExtension
    static final Scene OTHER = new Scene();

    /** The address of cluster DNS, as the kubelets write it into each resolv.conf. */
    private static final String DNS = "10.96.0.10";

    private static final String API_SERVER = "10.96.0.1";
    private static final String OUTSIDE = "198.51.100.7";
    private static final Pattern READS = Pattern.compile("phase=Finished .* reads=(\\d+)");

    private static Author developer;
    private static Author reader;

    @BeforeAll
    static void prepare() {
        developer = Author.in(SCENE, "developer");
        reader = Author.in(SCENE, "reader");
        Scene.apply(
                """
                apiVersion: rbac.authorization.k8s.io/v1
                kind: Role
                metadata: {name: read, namespace: %1$s}
                rules: [{apiGroups: [''], resources: [pods, services], verbs: [get]}]
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: RoleBinding
                metadata: {name: reader, namespace: %1$s}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: read}
                subjects: [{kind: ServiceAccount, name: reader, namespace: %2$s}]
                """
                        .formatted(OTHER.namespace(), SCENE.namespace()));
        service(SCENE.namespace(), "web", "server", "");
        service(OTHER.namespace(), "safe", "vault", "");
        service("kube-system", "kube-dns", "nobody", "clusterIP: " + DNS);
        SCENE.pod("client", "sleep", "infinity");
        SCENE.pod("server", "sleep", "infinity");
        OTHER.pod("vault", "sleep", "infinity");
    }

    @AfterAll
    static void clear() {
        Shell.kubectl("delete", "service", "kube-dns", "-n", "kube-system");
    }

    @Test
    void anAuthorSeesNamesOfHisNamespaceAndThoseThatEveryPodKnows() {
        Tracing trace = traced(developer);
        assertEquals(
                Map.of(
                        SCENE.clusterIp("web"),
                        "service/web",
                        SCENE.ip("server"),
                        "pod server on " + SCENE.node("server"),
                        OTHER.clusterIp("safe"),
                        "another namespace",
                        OTHER.ip("vault"),
                        "another namespace",
                        API_SERVER,
                        "the API server",
                        DNS,
                        "kube-system/kube-dns",
                        OUTSIDE,
                        "outside the cluster"),
                servers(trace));
        String own = "pod client on " + SCENE.node("client");
        assertEquals(
                List.of(own),
                trace.target().flows().stream()
                        .map(ConversationAnswer::clientName)
                        .distinct()
                        .toList());
        int reads = reads(trace);
        System.out.println("reads for " + servers(trace).size() + " names, two of them hidden: " + reads);
        assertTrue(
                reads <= 2 + servers(trace).size() + 2 + 2 + 1,
                "one for each name, one for each right, two lists of Services before an address is outside, and the"
                        + " endpoints of the Service that refuses: " + reads);
    }

    @Test
    void anAuthorWithTheRightToReadAnotherNamespaceSeesItsNames() {
        Map<String, String> servers = servers(traced(reader));
        assertEquals(OTHER.namespace() + "/safe", servers.get(OTHER.clusterIp("safe")));
        assertEquals("pod " + OTHER.namespace() + "/vault on " + OTHER.node("vault"), servers.get(OTHER.ip("vault")));
    }

    /** A trace by this service account of a pod that begins a connection to each address. */
    private static Tracing traced(Author author) {
        Tracing trace = author.traces(
                        "by-" + author.name(), "target: {pod: client}\nduration: 20s\ncapture: {filter: tcp port 80}")
                .capturing();
        connect(
                SCENE.clusterIp("web"),
                SCENE.ip("server"),
                OTHER.clusterIp("safe"),
                OTHER.ip("vault"),
                API_SERVER,
                DNS,
                OUTSIDE);
        trace.stop();
        return trace.ended(Reason.Stopped);
    }

    /** Whether anybody answers does not matter. */
    private static void connect(String... addresses) {
        String script =
                """
                import socket, sys
                for address in sys.argv[1:]:
                    s = socket.socket()
                    s.settimeout(0.3)
                    s.connect_ex((address, 80))
                """;
        String[] words = new String[addresses.length + 3];
        words[0] = "python3";
        words[1] = "-c";
        words[2] = script;
        System.arraycopy(addresses, 0, words, 3, addresses.length);
        SCENE.exec("client", words).ok();
    }

    private static Map<String, String> servers(Tracing trace) {
        Function<ConversationAnswer, String> address = flow -> flow.server().replaceFirst(":\\d+$", "");
        return trace.target().flows().stream()
                .collect(Collectors.toMap(address, ConversationAnswer::serverName, (first, same) -> first));
    }

    /** The requests for names that the audit log has for a trace. */
    private static int reads(Tracing trace) {
        String uid = trace.resource().getMetadata().getUid();
        String line = Operator.log(Operator.leader())
                .lines()
                .filter(one -> one.contains("uid=" + uid) && one.contains("phase=Finished"))
                .findFirst()
                .orElseThrow();
        Matcher reads = READS.matcher(line);
        assertTrue(reads.find(), line);
        return Integer.parseInt(reads.group(1));
    }

    private static void service(String namespace, String name, String app, String more) {
        Scene.apply(
                """
                apiVersion: v1
                kind: Service
                metadata: {name: %s, namespace: %s}
                spec:
                  selector: {app: %s}
                  ports: [{port: 80}]
                  %s
                """
                        .formatted(name, namespace, app, more));
    }
}
