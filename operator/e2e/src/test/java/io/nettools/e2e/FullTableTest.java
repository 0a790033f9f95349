package io.nettools.e2e;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.planner.status.Reason;
import io.nettools.planner.status.TargetStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A node whose table of connections is nearly full, which each trace on it would report. */
@Alone("the table of connections of a node is filled")
class FullTableTest {
    @RegisterExtension
    static final Scene SCENE = new Scene();

    /** 240,000 datagrams from four ports to as many as there are: each is an entry of the node's table, which holds 262,144. */
    @Test
    void aTableOfConnectionsThatIsNearlyFullIsNamed() {
        on("node-1", "client");
        on("node-2", "server");
        String script =
                """
                import socket
                for _ in range(4):
                    one = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
                    for port in range(1, 60001):
                        try: one.sendto(b"x", ("SERVER", port))
                        except OSError: pass
                """
                        .replace("SERVER", SCENE.ip("server"));
        Tracing trace = SCENE.trace(
                        "table",
                        """
                        target: {pod: client}
                        duration: 2m
                        capture: {filter: tcp}
                        conntrack: {}
                        """)
                .capturing();
        SCENE.exec("client", "python3", "-c", script).ok();
        trace.stop();
        TargetStatus target = trace.ended(Reason.Stopped).target();
        assertTrue(
                target.findings().stream().anyMatch(one -> one.code().equals("ConntrackTableFull")),
                () -> target.findings() + " " + target.conntrack());
    }

    private static void on(String node, String pod) {
        Scene.apply(SCENE.podYaml(pod, "sleep", "infinity").replace("spec:\n", "spec:\n  nodeName: " + node + "\n"));
        SCENE.ready(pod);
    }
}
