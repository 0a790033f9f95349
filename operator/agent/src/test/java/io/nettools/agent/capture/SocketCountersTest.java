package io.nettools.agent.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nettools.analyser.report.Sockets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SocketCountersTest {
    private static final String SNMP =
            """
            Ip: Forwarding DefaultTTL
            Ip: 1 64
            Tcp: RtoAlgorithm MaxConn ActiveOpens PassiveOpens InSegs OutSegs RetransSegs
            Tcp: 1 -1 %d 7 %d %d %d
            Udp: InDatagrams NoPorts InErrors OutDatagrams
            Udp: %d 0 0 %d
            """;
    private static final String SNMP6 = "Udp6InDatagrams                 \t%d\nUdp6OutDatagrams                \t%d\n";

    @Test
    void countersAreTheDifferenceOfTwoReadings() {
        SocketCounters before = SocketCounters.of(SNMP.formatted(1, 2, 3, 4, 5, 6), SNMP6.formatted(7, 8));
        SocketCounters after = SocketCounters.of(SNMP.formatted(11, 22, 33, 44, 55, 66), SNMP6.formatted(77, 88));
        assertEquals(new Sockets(10, 30, 40, 20, 60 + 80, 50 + 70), after.since(before));
    }

    @Test
    void aKernelWithoutIpv6HasNoSecondFile() {
        SocketCounters before = SocketCounters.of(SNMP.formatted(1, 2, 3, 4, 5, 6), "");
        assertEquals(new Sockets(0, 0, 0, 0, 0, 0), before.since(before));
    }

    @Test
    void countersOfAnEndedProcessAreEmpty() {
        assertEquals(Optional.empty(), SocketCounters.seenBy(Long.MAX_VALUE));
    }

    @Test
    void aTruncatedFileIsReadAsFarAsItGoes() {
        SocketCounters cut = SocketCounters.of("Tcp: ActiveOpens OutSegs\nTcp: 1\nUdp:", "Udp6InDatagrams");
        assertEquals(1L, cut.byName().get("Tcp.ActiveOpens"));
    }
}
