package io.nettools.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.Conntrack.Translation;
import io.nettools.planner.status.ConntrackSummary;
import io.nettools.planner.status.ConntrackSummary.Scope;
import io.nettools.planner.status.Reason;
import io.nettools.planner.status.TargetStatus;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** conntrack in a pod's namespace: what it shows where a rule tracks, and where none does, what the node's shows and what is said. */
class ConntrackTest {
    @RegisterExtension
    static final Scene SCENE = new Scene();

    /** RFC 9293's states as the seed's listing of conntrack -E has them for one request. */
    private static final Set<String> STATES =
            Set.of("SYN_SENT", "SYN_RECV", "ESTABLISHED", "FIN_WAIT", "LAST_ACK", "TIME_WAIT");

    /** Closes some time after the server did: an event names the state of the moment in which it is told, which the next packet may have changed. */
    private static final String REQUEST =
            """
            import socket, sys, time
            there = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
            there.sendall(b"GET /hostname HTTP/1.0\\r\\n\\r\\n")
            while there.recv(4096): pass
            time.sleep(0.3)
            """;

    @BeforeAll
    static void pods() {
        SCENE.pod("tracking", "python3", "-m", "http.server", "18081", "--directory", "/etc");
        SCENE.pod("plain", "python3", "-m", "http.server", "18082", "--directory", "/etc");
    }

    @Test
    void namespaceThatTracksShowsEventsAndStates() {
        String node = SCENE.node("tracking");
        // what a service mesh's sidecar does, in one rule: a rule that uses ct switches tracking on
        Shell.node(
                        node,
                        "nsenter",
                        "-t",
                        SCENE.pid("tracking"),
                        "-n",
                        "nft",
                        "add table inet t; add chain inet t o { type filter hook output priority 0; };"
                                + " add rule inet t o ct state new counter")
                .ok();
        Tracing trace = SCENE.trace(
                        "tracking",
                        """
                target: {pod: tracking}
                duration: 4s
                capture: {interface: lo}
                conntrack: {}
                """)
                .capturing();
        SCENE.exec("tracking", "python3", "-c", REQUEST, "18081").ok();
        assertEquals(
                7, SCENE.exec("tracking", "curl", "-s", "http://127.0.0.1:9/").exit(), "nothing listens there");
        ConntrackSummary conntrack = trace.ended(Reason.Completed).target().conntrack();
        assertTrue(conntrack.tracking());
        assertEquals(2, conntrack.events().created());
        assertTrue(conntrack.events().updated() >= 5, conntrack::toString);
        assertTrue(conntrack.events().destroyed() >= 1, conntrack::toString);
        assertTrue(conntrack.states().keySet().containsAll(STATES), conntrack::toString);
        assertEquals(0, conntrack.lost());
    }

    @Test
    void namespaceThatDoesNotTrackSaysSo() {
        Tracing trace = SCENE.trace(
                        "plain",
                        """
                target: {pod: plain}
                duration: 2m
                capture: {interface: lo}
                conntrack: {}
                """)
                .capturing();
        SCENE.exec("plain", "curl", "-s", "http://127.0.0.1:18082/hostname").ok();
        trace.stop();
        ConntrackSummary conntrack = trace.ended(Reason.Stopped).target().conntrack();
        assertEquals(0, conntrack.events().created(), "what is on lo never gets into the node's table");
        assertEquals(Scope.Node, conntrack.scope());
        assertTrue(conntrack.reason().contains("rule in this pod's network namespace"), conntrack::reason);
    }

    @Test
    void nodeSaysWhichPodAServicesAddressBecameAndNothingOfAStranger() {
        SCENE.pod("client", "sleep", "infinity");
        SCENE.pod("stranger", "sleep", "infinity");
        String asked = service("asked", "plain", 18082) + ":80";
        String strangers = service("strangers", "tracking", 18081) + ":80";
        Tracing trace = SCENE.trace(
                        "client",
                        """
                target: {pod: client}
                duration: 2m
                conntrack: {}
                """)
                .capturing();
        for (int request = 0; request < 3; request++) {
            SCENE.exec("client", "curl", "-s", "-o", "/dev/null", "http://" + asked + "/hostname")
                    .ok();
            SCENE.exec("stranger", "curl", "-s", "-o", "/dev/null", "http://" + strangers + "/hostname")
                    .ok();
        }
        trace.stop();
        TargetStatus client = trace.ended(Reason.Stopped).target();
        ConntrackSummary conntrack = client.conntrack();
        assertEquals(Scope.Node, conntrack.scope());
        assertTrue(conntrack.tracking());
        assertTrue(conntrack.reason().contains("this is the node's table"), conntrack::reason);
        assertEquals(3, conntrack.events().created(), conntrack::toString);
        Translation translation = conntrack.translations().stream()
                .filter(one -> one.server().equals(asked))
                .findFirst()
                .orElseThrow();
        assertTrue(translation.connections() >= 3, "with those before the trace that the table still has");
        assertTrue(translation.client().startsWith(SCENE.ip("client") + ":"), conntrack::toString);
        assertEquals(
                new Translation(
                        "TCP",
                        translation.client(),
                        asked,
                        SCENE.ip("plain") + ":18082",
                        "",
                        translation.connections(),
                        true),
                translation);
        assertTrue(conntrack.table().entries() <= conntrack.table().limit(), conntrack::toString);
        assertFalse(client.toString().contains(SCENE.ip("stranger")), client::toString);
    }

    /** Returns its cluster IP, once kube-proxy translates it on the client's node. */
    private static String service(String name, String pod, int port) {
        Scene.apply(
                """
                apiVersion: v1
                kind: Service
                metadata: {name: %s, namespace: %s}
                spec: {selector: {app: %s}, ports: [{port: 80, targetPort: %d}]}
                """
                        .formatted(name, SCENE.namespace(), pod, port));
        String ip = Scene.CLIENT
                .services()
                .inNamespace(SCENE.namespace())
                .withName(name)
                .get()
                .getSpec()
                .getClusterIP();
        for (String from : List.of("client", "stranger")) {
            await("kube-proxy translates " + name)
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> SCENE.exec(from, "curl", "-s", "-m", "1", "-o", "/dev/null", "http://" + ip + "/")
                                    .exit()
                            == 0);
        }
        return ip;
    }
}
