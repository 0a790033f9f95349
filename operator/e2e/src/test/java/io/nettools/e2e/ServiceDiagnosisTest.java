package io.nettools.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.nettools.controller.api.NetworkTraceStatus;
import io.nettools.planner.status.Diagnosis;
import io.nettools.planner.status.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Why a Service does not answer stands in the first line of the answer. All traces run at once. */
class ServiceDiagnosisTest {
    @RegisterExtension
    static final Scene SCENE = new Scene();

    @RegisterExtension
    static final Scene OTHER = new Scene();

    /** Answers each query with NXDOMAIN. */
    private static final String NO_NAMES =
            """
            import socket
            s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            s.bind(('', 5353))
            while True:
                query, client = s.recvfrom(512)
                s.sendto(query[:2] + b'\\x81\\x83' + query[4:], client)
            """;

    /** Of node-1, as cluster/up gives it. */
    private static final String NODE = "198.18.0.11";

    private static final Map<String, NetworkTraceStatus> ANSWERS = new LinkedHashMap<>();

    @BeforeAll
    static void traceAll() {
        prepare();
        Map<String, Tracing> traces = new LinkedHashMap<>();
        for (String service : new String[] {"wep", "late", "refusing", "named", "away"}) {
            String probe = "probe: {tcp: {host: %s, port: 80}}\nduration: 6s".formatted(SCENE.clusterIp(service));
            traces.put(service, trace(service, probe));
        }
        traces.put(
                "name",
                traceOfAuthor(
                        "name",
                        "probe: {dns: {name: vault.%s.svc.cluster.local, server: %s}}\nduration: 6s"
                                .formatted(SCENE.namespace(), SCENE.clusterIp("names"))));
        traces.put(
                "open", trace("open", "probe: {tcp: {host: %s, port: %d}}\nduration: 6s".formatted(NODE, nodePort())));
        traces.forEach((name, trace) -> ANSWERS.put(name, trace.finished().status()));
        // alone, because it captures all that its pod sends
        ANSWERS.put(
                "peer",
                trace("peer", "peer: {service: wep}\nduration: 1s").finished().status());
    }

    private static void prepare() {
        on("node-1", "client", "", "sleep", "infinity");
        on("node-1", "refusing", "", "sleep", "infinity");
        on("node-2", "away", "", "sleep", "infinity");
        on("node-1", "late", "    readinessProbe: {exec: {command: ['false']}}\n", "sleep", "infinity");
        on(
                "node-1",
                "names",
                "",
                "python3",
                "-c",
                "import sys; exec(bytes.fromhex(sys.argv[1]))",
                HexFormat.of().formatHex(NO_NAMES.getBytes(StandardCharsets.UTF_8)));
        service("wep", "{selector: {app: wep}, ports: [{port: 80}]}");
        service("late", "{selector: {app: late}, ports: [{port: 80}]}");
        service("refusing", "{selector: {app: refusing}, ports: [{port: 80, targetPort: 18091}]}");
        service("named", "{selector: {app: refusing}, ports: [{port: 80, targetPort: http}]}");
        service("away", "{internalTrafficPolicy: Local, selector: {app: away}, ports: [{port: 80}]}");
        service("open", "{type: NodePort, selector: {app: open}, ports: [{port: 80}]}");
        service("names", "{selector: {app: names}, ports: [{port: 53, targetPort: 5353, protocol: UDP}]}");
        vault();
        SCENE.ready("client");
        SCENE.ready("refusing");
        SCENE.ready("away");
        SCENE.ready("names");
        List.of("late", "refusing", "named", "away").forEach(ServiceDiagnosisTest::awaitEndpoint);
        List.of("wep", "late", "named", "open")
                .forEach(service -> SCENE.proxied("node-1", service, " has no endpoints"));
        List.of("refusing", "names").forEach(service -> SCENE.proxied("node-1", service, " -> "));
        SCENE.proxied("node-1", "away", " has no local endpoints");
    }

    /** Ready or not. */
    private static void awaitEndpoint(String service) {
        await("an endpoint of " + service).atMost(Duration.ofSeconds(30)).until(() -> Scene.CLIENT
                .discovery()
                .v1()
                .endpointSlices()
                .inNamespace(SCENE.namespace())
                .withLabel("kubernetes.io/service-name", service)
                .list()
                .getItems()
                .stream()
                .anyMatch(slice -> !slice.getEndpoints().isEmpty()));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    wep      | ServiceWithoutEndpoints | service/wep (IP:80) has no endpoints: its selector app=wep matches no pod
                    late     | ServiceWithoutEndpoints | service/late (IP:80) has no ready endpoints: pod late is not ready
                    refusing | ConnectionRefused       | service/refusing (IP:80) goes to port 18091 of pod refusing, which refuses connections
                    named    | ServicePortMissing      | service/named: port 80 goes to the named port http, which no pod behind it has
                    away     | ServiceWithoutEndpoints | service/away (IP:80) has no endpoint on node-1, and its internalTrafficPolicy is Local
                    """)
    void whyAServiceDoesNotAnswerIsTheFirstLine(String service, String cause, String summary) {
        assertEquals(summary.replace("IP", SCENE.clusterIp(service)), first(service, cause));
    }

    @Test
    void aServiceWithoutEndpointsIsNamedAtAPortOfANode() {
        assertEquals(
                "service/open (%s:%d) has no endpoints: its selector app=open matches no pod"
                        .formatted(NODE, nodePort()),
                first("open", "ServiceWithoutEndpoints"));
    }

    /** No packet is sent to it. */
    @Test
    void aPeerServiceWithoutEndpointsIsTheDiagnosis() {
        assertEquals(
                "service/wep (%s) has no endpoints: its selector app=wep matches no pod"
                        .formatted(SCENE.clusterIp("wep")),
                first("peer", "ServiceWithoutEndpoints"));
    }

    @Test
    void aNameOfAnotherNamespaceIsFound() {
        assertEquals(
                "no Service vault in namespace %s: it is in namespace %s"
                        .formatted(SCENE.namespace(), OTHER.namespace()),
                first("name", "ServiceNameWrong"));
    }

    @Test
    void aPeerServiceThatDoesNotExistIsRefused() {
        SCENE.trace("nobody", "target: {pod: client}\npeer: {service: nobody}\nduration: 3s\n")
                .ended(Reason.TargetNotFound);
    }

    private static String first(String trace, String cause) {
        NetworkTraceStatus answer = ANSWERS.get(trace);
        assertNotNull(answer.diagnosis(), answer::toString);
        Diagnosis first = answer.diagnosis().getFirst();
        assertEquals(cause, first.cause(), answer::toString);
        assertEquals(1, answer.diagnosis().size(), () -> answer.diagnosis() + "");
        assertEquals(answer.summary(), first.summary());
        return first.summary();
    }

    private static int nodePort() {
        return Scene.CLIENT
                .services()
                .inNamespace(SCENE.namespace())
                .withName("open")
                .get()
                .getSpec()
                .getPorts()
                .getFirst()
                .getNodePort();
    }

    private static Tracing trace(String name, String spec) {
        return SCENE.trace(name, "target: {pod: client}\n" + spec + "\n");
    }

    /** The author writes who asks: before Kubernetes 1.34 the API server does not. */
    private static Tracing traceOfAuthor(String name, String spec) {
        String annotations = "metadata: {annotations: {nettools.io/requested-by: '" + author() + "'}, ";
        Scene.apply(SCENE.yaml(name, "target: {pod: client}\n" + spec + "\n").replace("metadata: {", annotations));
        return new Tracing(SCENE, name);
    }

    private static String author() {
        return Shell.kubectl("auth", "whoami", "-o", "jsonpath={.status.userInfo.username}")
                .ok()
                .text();
    }

    private static void on(String node, String pod, String more, String... command) {
        Scene.apply(SCENE.podYaml(pod, command).replace("spec:\n", "spec:\n  nodeName: " + node + "\n") + more);
    }

    /** A Service of another namespace, where the author of the traces may read Services by his name, not by a group. */
    private static void vault() {
        Scene.apply(
                """
                apiVersion: v1
                kind: Service
                metadata: {name: vault, namespace: %1$s}
                spec: {selector: {app: vault}, ports: [{port: 80}]}
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: Role
                metadata: {name: read, namespace: %1$s}
                rules: [{apiGroups: [''], resources: [services], verbs: [get]}]
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: RoleBinding
                metadata: {name: author, namespace: %1$s}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: read}
                subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: '%2$s'}]
                """
                        .formatted(OTHER.namespace(), author()));
    }

    private static void service(String name, String spec) {
        Scene.apply(
                """
                apiVersion: v1
                kind: Service
                metadata: {name: %s, namespace: %s}
                spec: %s
                """
                        .formatted(name, SCENE.namespace(), spec));
    }
}
