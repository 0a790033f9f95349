package io.nettools.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.e2e.Shell.Output;
import io.nettools.planner.status.Reason;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user can get wrong: each mistake gets a sentence at once, a wait that returns, and no trace pod that stays. */
class BadInputTest {
    @RegisterExtension
    static final Scene SCENE = new Scene();

    @RegisterExtension
    static final Scene PRIVILEGED = new Scene("privileged");

    @BeforeAll
    static void targets() {
        SCENE.pod("idle", "sleep", "infinity");
        Scene.apply(pod(SCENE, "pending", "imagePullPolicy: Never, image: 'localhost/none:none'", ""));
        Scene.apply(pod(SCENE, "done", "image: 'localhost/nettools-fedora:dev', command: ['true']", ""));
        Scene.apply(pod(
                PRIVILEGED,
                "host",
                "image: 'localhost/nettools-fedora:dev', command: [sleep, infinity]",
                "hostNetwork: true"));
        Scene.apply(WINDOWS.formatted(SCENE.namespace()));
        phase(SCENE, "done", "Succeeded");
        phase(PRIVILEGED, "host", "Running");
        await("the kubelet to refuse").until(() -> Shell.kubectl("get", "pods", "-n", SCENE.namespace())
                .out()
                .contains("ErrImageNeverPull"));
    }

    private static final String WINDOWS =
            """
            apiVersion: v1
            kind: Pod
            metadata: {name: windows, namespace: %s}
            spec:
              os: {name: windows}
              securityContext: {runAsNonRoot: true}
              containers: [{name: main, image: 'localhost/none:none', imagePullPolicy: Never}]
            """;

    /** Refused by the API server: nothing is stored. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            target: {pod: idle}, duration: 0s                                      | must be a duration from 1s to 24h
            target: {pod: idle}, duration: 25h                                     | must be a duration from 1s to 24h
            target: {pod: idle}, duration: soon                                    | must be a duration from 1s to 24h
            target: {pod: idle, selector: {matchLabels: {a: b}}}                   | needs exactly one kind of target
            target: {service: idle, workload: {kind: Job, name: idle}}             | needs exactly one kind of target
            target: {workload: {kind: Pod, name: idle}}                            | Unsupported value
            target: {}                                                             | needs exactly one kind of target
            duration: 1s                                                           | spec.target: Required value
            target: {selector: {}}                                                 | must not be empty, because that selects every pod
            target: {pod: idle, maxTargets: 2}                                     | maxTargets goes with service, workload or selector
            target: {node: node-1, maxTargets: 2}                                  | maxTargets goes with service, workload or selector
            target: {pod: idle, node: node-1}                                      | needs exactly one kind of target
            target: {node: 'node 1; touch /x'}                                     | spec.target.node
            target: {selector: {matchLabels: {a: b}}, maxTargets: 20}              | should be less than or equal to 16
            target: {pod: idle}, capture: {snapLength: 1000}                       | snapLength above 512 captures payload
            target: {pod: idle}, capture: {maxBytes: 1Ki}                          | must be a size from 4Ki to 10Gi
            target: {pod: idle}, capture: {maxPackets: 0}                          | should be greater than or equal to 1
            target: {pod: idle}, capture: {interface: 'eth0; touch /x'}            | spec.capture.interface
            target: {pod: idle}, views: [Node]                                     | must contain Pod, because the node's packets are compared with the pod's
            # Duplicate value says the schema, duplicate entries a mutating policy before it
            target: {pod: idle}, views: [Pod, Pod]                                 | uplicate
            target: {pod: idle}, peer: {}                                          | needs exactly one kind of peer
            target: {pod: idle}, peer: {pod: idle, address: 10.0.0.1}              | needs exactly one kind of peer
            target: {pod: idle}, probe: {icmp: {host: a}, from: Peer}              | a probe from: Peer needs a pod that makes it
            target: {pod: idle}, peer: {address: example.com}                      | must be an address: write one such as 10.244.2.7
            target: {pod: idle}, capture: {command: 'touch /x'}                    | unknown field
            """)
    void refusedByTheApiServer(String spec, String words) {
        String yaml =
                """
                apiVersion: nettools.io/v1alpha1
                kind: NetworkTrace
                metadata: {name: refused, namespace: %s}
                spec: {%s}
                """
                        .formatted(SCENE.namespace(), spec);
        Output said = Shell.kubectlWith(yaml, "apply", "-f", "-");
        assertNotEquals(0, said.exit());
        assertTrue(said.err().contains(words), said::err);
    }

    /** Stored, and refused by the operator or by tcpdump. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
            pod: idle    | filter: port 80 and                   | FilterInvalid     | can't parse filter expression: syntax error
            pod: idle    | filter: port 99999                    | FilterInvalid     | illegal port number 99999 > 65535
            pod: idle    | filter: host example.com              | FilterInvalid     | example.com\\" would be looked up by name: write an address
            pod: idle    | filter: -w /x                         | FilterInvalid | instead of tcpdump's options
            pod: idle    | filter: -z x                          | FilterInvalid | instead of tcpdump's options
            pod: idle    | filter: ; touch /x                    | FilterInvalid | is not allowed in a filter expression
            pod: idle    | filter: $(touch /x)                   | FilterInvalid | is not allowed in a filter expression
            pod: idle    | interface: eth7                       | InterfaceNotFound | no interface eth7
            pod: idle    | maxPackets: 2000000                   | SpecInvalid | the cluster admin allows at most 1000000
            pod: idle    | maxBytes: 5Gi                         | SpecInvalid       | the cluster admin allows at most
            pod: idle    | "snapLength: 1000, payload: true"     | PayloadNotAllowed | which the cluster admin does not allow
            pod: nobody  | interface: any                        | TargetNotFound    | There is no pod nobody in namespace
            pod: pending | interface: any                        | TargetNotRunning  | is Pending (ErrImageNeverPull)
            pod: done    | interface: any                        | TargetNotRunning  | is Succeeded
            pod: windows | interface: any                        | TargetUnsupported | runs on Windows, which has no network namespaces
            node: node-1 | interface: any                        | TargetHostNetwork | Node node-1 carries the traffic of all its pods
            node: nobody | interface: any                        | TargetHostNetwork | Node nobody carries the traffic of all its pods
            selector: {matchLabels: {app: nobody}} | interface: any | TargetNotFound   | has the labels app=nobody
            selector: {matchLabels: {idle: 'no'}}  | interface: any | TargetNotRunning | None of the 2 pods with the labels idle=no is running
            "selector: {matchLabels: {'a,b': idle}}" | interface: any | SpecInvalid | is not a label key: write one such as app
            "selector: {matchLabels: {app: idle}}, maxTargets: 12" | interface: any | SpecInvalid | maxTargets is 12
            """)
    void refusedBeforeACapture(String target, String capture, Reason reason, String words) {
        String name = "bad-" + Integer.toUnsignedString((target + capture).hashCode(), 36);
        Tracing trace = new Tracing(SCENE, name);
        Scene.apply(SCENE.yaml(name, "target: {%s}\ncapture: {%s}".formatted(target, quoted(capture))));
        trace.ended(reason);
        assertTrue(trace.message().contains(words.replace("\\\"", "\"")), trace::message);
        noFileWasMade();
    }

    @Test
    void durationBeyondTheAdminsLimit() {
        Tracing trace =
                SCENE.trace("long", "target: {pod: idle}\nduration: 23h").ended(Reason.SpecInvalid);
        assertEquals("spec.duration is 1380m; the cluster admin allows at most 10m", trace.message());
    }

    @Test
    void hostNetworkPod() {
        Tracing trace = PRIVILEGED.trace("host", "target: {pod: host}").ended(Reason.TargetHostNetwork);
        assertTrue(trace.message().contains("uses the node's own network, which carries the traffic of all pods"));
    }

    @Test
    void changedSpec() {
        Tracing trace = SCENE.trace("changed", "target: {pod: idle}\nduration: 1s");
        Output said = Shell.kubectlWith(SCENE.yaml("changed", "target: {pod: idle}\nduration: 2s"), "apply", "-f", "-");
        assertNotEquals(0, said.exit());
        assertTrue(said.err().contains("a trace runs once, so its spec cannot be changed"), said::err);
        trace.ended(Reason.Completed);
    }

    @Test
    void stopTakenBack() {
        Tracing trace = SCENE.trace("back", "target: {pod: idle}\nstop: true").ended(Reason.Stopped);
        Output said =
                Shell.kubectlWith(SCENE.yaml(trace.name(), "target: {pod: idle}\nstop: false"), "apply", "-f", "-");
        assertNotEquals(0, said.exit());
        assertTrue(said.err().contains("stop: true cannot be reset"), said::err);
    }

    /** A filter is YAML's text, whatever is in it. */
    private static String quoted(String capture) {
        return capture.startsWith("filter: ")
                ? "filter: '" + capture.substring("filter: ".length()).replace("'", "''") + "'"
                : capture;
    }

    private static void noFileWasMade() {
        for (String node : List.of("node-1", "node-2")) {
            assertNotEquals(0, Shell.node(node, "test", "-e", "/x").exit(), "/x exists on " + node);
        }
        assertNotEquals(0, SCENE.exec("idle", "test", "-e", "/x").exit(), "/x exists in the target");
    }

    private static String pod(Scene scene, String name, String container, String spec) {
        return """
                apiVersion: v1
                kind: Pod
                metadata: {name: %s, namespace: %s, labels: {idle: "no"}}
                spec:
                  restartPolicy: Never
                  terminationGracePeriodSeconds: 1
                  automountServiceAccountToken: false
                  %s
                  securityContext: {runAsNonRoot: true, runAsUser: 1000, seccompProfile: {type: RuntimeDefault}}
                  containers:
                  - {name: main, %s, securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}}
                """
                .formatted(name, scene.namespace(), spec, container);
    }

    private static void phase(Scene scene, String pod, String phase) {
        Shell.kubectl(
                        "wait",
                        "pod",
                        pod,
                        "-n",
                        scene.namespace(),
                        "--for=jsonpath={.status.phase}=" + phase,
                        "--timeout=60s")
                .ok();
    }
}
