package io.nettools.agent.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.KernelCounter;
import io.nettools.analyser.report.KernelCounters;
import io.nettools.analyser.report.Sockets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamespaceCountersTest {
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
    private static final String DEVICES =
            """
            Inter-|   Receive                                                |  Transmit
             face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
                lo: 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9
              eth0: 0 0 1 2 0 0 0 0 0 0 3 4 0 0 0 0
              net1: 0 0 10 20 0 0 0 0 0 0 30 40 0 0 0 0
            """;

    private static NamespaceCounters sockets(String snmp, String snmp6) {
        return NamespaceCounters.of(new NetTexts(snmp, snmp6, "", "", ""));
    }

    private static NamespaceCounters named(String... nameAndNumber) {
        String group = "Ip:";
        String[] words = Arrays.stream(nameAndNumber).toArray(String[]::new);
        String names = group;
        String numbers = group;
        for (int i = 0; i < words.length; i += 2) {
            names += " " + words[i];
            numbers += " " + words[i + 1];
        }
        return sockets(names + "\n" + numbers + "\n", "");
    }

    private static KernelCounters since(NamespaceCounters before, NamespaceCounters after) {
        return after.since(before, List.of());
    }

    @Test
    void countersAreTheDifferenceOfTwoReadings() {
        NamespaceCounters before = sockets(SNMP.formatted(1, 2, 3, 4, 5, 6), SNMP6.formatted(7, 8));
        NamespaceCounters after = sockets(SNMP.formatted(11, 22, 33, 44, 55, 66), SNMP6.formatted(77, 88));
        assertEquals(
                new Sockets(10, 30, 40, 20, 60 + 80, 50 + 70),
                since(before, after).sockets());
    }

    @Test
    void aKernelWithoutIpv6HasNoSecondFile() {
        NamespaceCounters before = sockets(SNMP.formatted(1, 2, 3, 4, 5, 6), "");
        assertEquals(Sockets.NONE, since(before, before).sockets());
    }

    @Test
    void countersOfAnEndedProcessAreEmpty() {
        assertEquals(Optional.empty(), NetTexts.seenBy(Long.MAX_VALUE));
        assertEquals(List.of(), NetTexts.queuesSeenBy(Long.MAX_VALUE));
    }

    @Test
    void aTruncatedFileIsReadAsFarAsItGoes() {
        NamespaceCounters cut = sockets("Tcp: ActiveOpens OutSegs\nTcp: 1\nUdp:", "Udp6InDatagrams");
        assertEquals(Map.of("TcpActiveOpens", 1L), cut.byName());
    }

    @Test
    void onlyCountersThatGrewAreReported() {
        String text = "TcpExt: ListenOverflows ListenDrops TCPBacklogDrop\nTcpExt: %s\n";
        NamespaceCounters before = NamespaceCounters.of(new NetTexts("", "", text.formatted("5 5 9"), "", ""));
        NamespaceCounters after = NamespaceCounters.of(new NetTexts("", "", text.formatted("7 5 1"), "", ""));
        assertEquals(Map.of("TcpExtListenOverflows", 2L), since(before, after).grown());
        assertTrue(after.overflowed(before));
        assertEquals(Map.of("TcpExtTCPBacklogDrop", 8L), since(after, before).grown());
    }

    @Test
    void datagramsOfBothVersionsOfIpAreAddedUp() {
        NamespaceCounters none = sockets("", "");
        NamespaceCounters after = sockets(
                "Udp: NoPorts RcvbufErrors\nUdp: 3 4\n", "Udp6NoPorts \t30\nUdp6RcvbufErrors 40\nUdp6InErrors 5\n");
        assertEquals(
                Map.of("UdpNoPorts", 33L, "UdpRcvbufErrors", 44L, "UdpInErrors", 5L),
                since(none, after).grown());
    }

    @Test
    void dropsOfTheProcessorsAreHexadecimalAndAddedUp() {
        NamespaceCounters none = sockets("", "");
        NamespaceCounters after = NamespaceCounters.of(
                new NetTexts("", "", "", "0cbb461c 0000000f 0000000b 00000000\n0c8c1bc8 00000010 0000000a\n", ""));
        assertEquals(15 + 16, since(none, after).grown(KernelCounter.SoftnetDropped));
    }

    @Test
    void interfacesAreAddedUpWithoutLoopback() {
        KernelCounters grown = since(sockets("", ""), NamespaceCounters.of(new NetTexts("", "", "", "", DEVICES)));
        assertEquals(
                Map.of("InterfaceErrors", 44L, "InterfaceRxDropped", 22L, "InterfaceTxDropped", 44L), grown.grown());
    }

    /** Forwarded packets are transmitted, too; and counters are read one after the other. */
    @ParameterizedTest
    @CsvSource({"13, 6, 7", "6, 6, 0", "6, 9, 0", "100000, 99950, 0", "100000, 99850, 150"})
    void whatWasSentAndNotTransmittedWasDroppedInBetween(String requested, String transmitted, long dropped) {
        KernelCounters grown = since(
                named("OutRequests", "0", "OutTransmits", "0"),
                named("OutRequests", requested, "OutTransmits", transmitted));
        assertEquals(dropped, grown.grown(KernelCounter.IpOutNotTransmitted));
    }

    @Test
    void anOlderKernelDoesNotCountWhatItTransmits() {
        KernelCounters grown = since(named("OutRequests", "0"), named("OutRequests", "50"));
        assertEquals(Map.of(), grown.grown());
    }

    @ParameterizedTest
    @CsvSource({"-5", "99999999999999999999", "x", "0x10", "''"})
    void whatIsNoNumberOfAKernelCountsAsNothing(String number) {
        assertEquals(
                Map.of(),
                since(
                                sockets("", ""),
                                sockets(
                                        "Udp: NoPorts InErrors\nUdp: " + number + " 0\n",
                                        "Udp6NoPorts " + number + "\n"))
                        .grown());
    }

    @Test
    void absurdNumbersDoNotWrapAround() {
        String most = Long.toString(Long.MAX_VALUE);
        KernelCounters grown =
                since(sockets("", ""), sockets("Udp: NoPorts\nUdp: " + most + "\n", "Udp6NoPorts " + most + "\n"));
        assertEquals(Long.MAX_VALUE, grown.grown(KernelCounter.UdpNoPorts));
    }

    @Property(tries = 200)
    void anyTextIsRead(@ForAll String one, @ForAll String other) {
        NamespaceCounters read = NamespaceCounters.of(new NetTexts(one, other, one, other, one));
        assertEquals(Map.of(), since(read, read).grown());
    }

    @Test
    void thisMachineCountsWhatTheRulesAskFor() {
        NamespaceCounters here = NetTexts.seenBy(ProcessHandle.current().pid())
                .map(NamespaceCounters::of)
                .orElseThrow();
        Stream.of("TcpRetransSegs", "TcpExtListenOverflows", "TcpExtTCPRetransFail", "UdpRcvbufErrors", "IpOutDiscards")
                .forEach(name -> assertTrue(here.byName().containsKey(name), name));
    }
}
