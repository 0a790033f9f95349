package io.nettools.agent.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PassedPacketsTest {
    private static String dev(long received, long sent, long looped) {
        return """
                Inter-|   Receive                                                |  Transmit
                 face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
                    lo:    9999   %d    0    0    0     0          0         0     9999   %d    0    0    0     0       0          0
                  eth0:  123456   %d    0    0    0     0          0         0   654321   %d    0    0    0     0       0          0
                """
                .formatted(looped, looped, received, sent);
    }

    @Test
    void receivedAndSentPacketsAreAdded() {
        PassedPackets passed = PassedPackets.of(dev(30, 12, 8)).since(PassedPackets.of(dev(10, 2, 3)));
        assertEquals(30, passed.on("eth0"));
    }

    @Test
    void aPacketOnLoopbackCountsOnce() {
        PassedPackets passed = PassedPackets.of(dev(0, 0, 8)).since(PassedPackets.of(dev(0, 0, 3)));
        assertEquals(5, passed.on("lo"));
    }

    @Test
    void packetsOfANewInterfaceAreUnknown() {
        PassedPackets passed = PassedPackets.of(dev(30, 12, 8)).since(PassedPackets.UNKNOWN);
        assertEquals(-1, passed.on("eth0"));
    }

    @Test
    void packetsOfAnEndedProcessAreUnknown() {
        assertEquals(PassedPackets.UNKNOWN, PassedPackets.seenBy(Long.MAX_VALUE));
    }

    @Test
    void thisMachineHasALoopback() {
        PassedPackets now = PassedPackets.seenBy(ProcessHandle.current().pid());
        assertEquals(true, now.byInterface().containsKey("lo"));
    }

    @Test
    void malformedNumbersAndLinesAreIgnored() {
        assertEquals(0, PassedPackets.of("a\nb\neth0: x y z\n").on("eth0"));
        assertEquals(-1, PassedPackets.of("a\nb\nno colon\n").on("eth0"));
    }
}
