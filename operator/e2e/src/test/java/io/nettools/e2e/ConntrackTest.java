package io.nettools.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.planner.status.ConntrackSummary;
import io.nettools.planner.status.Reason;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** conntrack in a pod's namespace: what it shows where a rule tracks, and what is said where none does. */
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
        String pid = Shell.node(node, "pgrep", "-f", "^python3 -m http.server 18081")
                .ok()
                .text();
        // what a service mesh's sidecar does, in one rule: a rule that uses ct switches tracking on
        Shell.node(
                        node,
                        "nsenter",
                        "-t",
                        pid,
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
                duration: 2s
                capture: {interface: lo}
                conntrack: {}
                """)
                .capturing();
        SCENE.exec("plain", "curl", "-s", "http://127.0.0.1:18082/hostname").ok();
        ConntrackSummary conntrack = trace.ended(Reason.Completed).target().conntrack();
        assertFalse(conntrack.tracking());
        assertTrue(conntrack.reason().contains("no rule in this pod's network namespace"), conntrack::reason);
    }
}
