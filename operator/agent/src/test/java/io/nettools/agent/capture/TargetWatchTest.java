package io.nettools.agent.capture;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TargetWatchTest {
    private static final String HEADER =
            """
            Inter-|   Receive                                                |  Transmit
             face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
            """;

    @Test
    void loopbackAloneIsNoInterface() {
        assertFalse(TargetWatch.namesInterface(HEADER + "    lo:   48400     200    0\n"));
        assertFalse(TargetWatch.namesInterface(HEADER));
    }

    @Test
    void anInterfaceBesidesLoopbackIsFound() {
        assertTrue(TargetWatch.namesInterface(HEADER + "    lo: 1 1\n  eth0: 2 2\n"));
        assertTrue(TargetWatch.namesInterface(HEADER + "  lo0: 1 1\n"));
    }
}
