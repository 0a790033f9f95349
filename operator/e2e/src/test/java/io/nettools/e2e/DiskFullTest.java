package io.nettools.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.planner.status.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The volume for a capture is full before the capture ends. */
@Alone("a mount has to be faster than the start of a container")
class DiskFullTest {
    @RegisterExtension
    static final Scene SCENE = new Scene();

    @Test
    void diskFills() {
        SCENE.pod("idle", "sleep", "infinity");
        try (SmallDisk disk = new SmallDisk(SCENE, "256k")) {
            Tracing trace = SCENE.trace(
                            "disk", "target: {pod: idle}\nduration: 5m\ncapture: {interface: lo, filter: udp port 9}")
                    .capturing();
            disk.mounted();
            new Traffic(SCENE, "idle").datagrams(2000, 200);
            trace.ended(Reason.DiskFull);
            assertTrue(trace.message().startsWith("The volume for the capture is full"), trace::message);
            long captured = trace.target().capture().captured();
            assertTrue(captured > 100 && captured < 2000, () -> captured + " packets");
            assertEquals(captured, trace.target().flows().getFirst().packetsToServer());
        }
    }
}
