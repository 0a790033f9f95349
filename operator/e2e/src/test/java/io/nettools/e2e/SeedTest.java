package io.nettools.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.Flow.End;
import io.nettools.planner.status.CaptureCounters;
import io.nettools.planner.status.Conversation;
import io.nettools.planner.status.HttpAnswer;
import io.nettools.planner.status.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The procedure that a person does by hand, as one resource: a request between two containers of a pod. */
class SeedTest {
    @RegisterExtension
    static final Scene SCENE = new Scene();

    @Test
    void requestBetweenTwoContainersIsReadFromTheStatus() {
        SCENE.pod("dual", "python3", "-m", "http.server", "8080", "--directory", "/etc");
        Tracing trace = SCENE.trace(
                        "hello",
                        """
                target: {pod: dual}
                duration: 5s
                capture: {interface: lo, filter: port 8080 and host 127.0.0.1}
                """)
                .capturing();
        SCENE.exec("dual", "curl", "-s", "http://127.0.0.1:8080/hostname").ok();
        trace.ended(Reason.Completed);
        CaptureCounters counters = trace.target().capture();
        assertEquals(12, counters.captured());
        assertEquals(24, counters.receivedByFilter());
        assertEquals(0, counters.droppedByKernel());
        assertTrue(counters.loopbackCountedTwice());
        assertEquals(1, trace.target().flows().size());
        Conversation flow = trace.target().flows().getFirst();
        assertEquals("127.0.0.1:8080", flow.server());
        assertEquals(End.Closed, flow.end());
        HttpAnswer http = trace.target().http().getFirst();
        assertEquals("GET /hostname 200", http.method() + " " + http.path() + " " + http.status());
        assertTrue(http.latencyMicroseconds() > 0);
    }
}
