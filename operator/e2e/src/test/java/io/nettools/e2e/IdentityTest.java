package io.nettools.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.nettools.controller.ops.Json;
import io.nettools.planner.status.Reason;
import io.nettools.planner.status.TargetStatus;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** T1 and T4: no text of a tenant's own pod leads the trace pod into a pod of another tenant on the same node. */
@Alone("a kubelet stands still")
class IdentityTest {
    @RegisterExtension
    static final Scene TENANT = new Scene();

    @RegisterExtension
    static final Scene VICTIM = new Scene();

    private static final KubernetesSerialization JSON = Json.serialization();

    private static final String KUBELET = "^[^ ]*cluster kubelet ";

    private static final String SECRET = "/payroll";

    /** Requests over its own loopback, for as long as the pod lives. */
    private static final String TALK =
            """
            import http.server, threading, time, urllib.request
            class Answer(http.server.BaseHTTPRequestHandler):
                def do_GET(self):
                    self.send_response(200); self.send_header("Content-Length", "0"); self.end_headers()
            server = http.server.ThreadingHTTPServer(("127.0.0.1", 8080), Answer)
            threading.Thread(target=server.serve_forever, daemon=True).start()
            while True:
                urllib.request.urlopen("http://127.0.0.1:8080%s").read(); time.sleep(0.1)
            """
                    .formatted(SECRET);

    @BeforeEach
    void aVictimThatBeganFirst() {
        if (get(VICTIM, "payroll") == null) {
            Scene.apply(VICTIM.podYaml("payroll", "sleep", "infinity")
                    .replace("command: ['sleep', 'infinity']", "command: [python3, -c, " + JSON.asJson(TALK) + "]"));
            VICTIM.ready("payroll");
        }
    }

    /**
     * The tenant's pod names the victim's as a static pod names its cgroup, and its only container ends after the operator has looked
     * and before the trace pod does: the kubelet stands still meanwhile, so that nobody can see it in between.
     */
    @Test
    void aPodThatNamesAnotherAsItsOwnCgroupIsGone() {
        String node = VICTIM.node("payroll");
        Scene.apply(tenant(node, cgroupName(node, get(VICTIM, "payroll"))));
        TENANT.ready("tenant");
        Tracing trace;
        Shell.node(node, "pkill", "-STOP", "-f", KUBELET).ok();
        try {
            new Processes(get(TENANT, "tenant"), "main").signal("KILL", "sleep");
            trace = TENANT.trace("trace", "target: {pod: tenant}\nduration: 8s\ncapture: {interface: lo}");
            await("the trace pod").atMost(Duration.ofSeconds(15)).until(() -> !TENANT.tracePods()
                    .isEmpty());
        } finally {
            Shell.node(node, "pkill", "-CONT", "-f", KUBELET).ok();
        }
        trace.finished();
        String status = JSON.asJson(trace.status());
        assertFalse(status.contains(SECRET), status);
        trace.ended(Reason.TargetGone);
        TargetStatus target = trace.target();
        assertEquals(List.of(), target.http(), status);
        assertEquals(List.of(), target.flows(), status);
        assertTrue(
                target.interfaces().stream().allMatch(one -> one.addresses().stream()
                        .noneMatch(address -> address.startsWith(VICTIM.ip("payroll")))),
                status);
    }

    /** As the node has it: the systemd driver writes a UID in another way than the cgroupfs driver. */
    private static String cgroupName(String node, Pod pod) {
        String uid = pod.getMetadata().getUid();
        String cgroups = Shell.node(node, "sh", "-c", "cat /proc/[0-9]*/cgroup").out();
        return Stream.of(uid, uid.replace('-', '_'))
                .filter(name -> cgroups.contains("pod" + name))
                .findFirst()
                .orElseThrow();
    }

    private static String tenant(String node, String hash) {
        return TENANT.podYaml("tenant", "sleep", "infinity")
                .replace(
                        "labels: {app: tenant}",
                        "labels: {app: tenant}, annotations: {kubernetes.io/config.hash: " + hash + "}")
                .replace("spec:\n", "spec:\n  restartPolicy: Never\n  nodeName: " + node + "\n");
    }

    private static Pod get(Scene scene, String pod) {
        return Scene.CLIENT.pods().inNamespace(scene.namespace()).withName(pod).get();
    }
}
