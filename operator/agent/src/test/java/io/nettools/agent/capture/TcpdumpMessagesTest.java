package io.nettools.agent.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts of tcpdump 4.99.3 with libpcap 1.10.3. */
class TcpdumpMessagesTest {
    @Test
    void aFullRunHasCountsAndNoComplaint() {
        TcpdumpMessages messages = TcpdumpMessages.of(
                """
                tcpdump: listening on any, link-type LINUX_SLL2 (Linux cooked v2), snapshot length 512 bytes
                12 packets captured
                24 packets received by filter
                1 packet dropped by kernel
                """);
        assertTrue(messages.listening());
        assertEquals(24, messages.receivedByFilter());
        assertEquals(1, messages.droppedByKernel());
        assertEquals(Optional.empty(), messages.complaint());
    }

    @Test
    void aRemovedInterfaceIsRecognised() {
        TcpdumpMessages messages = TcpdumpMessages.of(
                """
                tcpdump: listening on eth0, link-type EN10MB (Ethernet), snapshot length 96 bytes
                tcpdump: pcap_loop: The interface disappeared
                0 packets captured
                """);
        assertTrue(messages.interfaceDisappeared());
        assertEquals(Optional.of("pcap_loop: The interface disappeared"), messages.complaint());
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                arguments(
                        "tcpdump: data link type LINUX_SLL2\ntcpdump: can't parse filter expression: syntax error",
                        "can't parse filter expression: syntax error"),
                arguments("tcpdump: unknown port 'http8'", "unknown port 'http8'"),
                arguments("tcpdump: illegal port number 99999 > 65535", "illegal port number 99999 > 65535"),
                arguments(
                        "tcpdump: nope: No such device exists\n(No such device exists)",
                        "nope: No such device exists"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aRefusalIsQuoted(String text, String complaint) {
        TcpdumpMessages messages = TcpdumpMessages.of(text);
        assertFalse(messages.listening());
        assertEquals(Optional.of(complaint), messages.complaint());
    }

    @Test
    void reasonsWhyTcpdumpCouldNotStartAreRecognised() {
        assertTrue(TcpdumpMessages.of("tcpdump: v0: That device is not up").noSuchInterface());
        assertTrue(TcpdumpMessages.of("tcpdump: lo: You don't have permission to perform this capture on that device")
                .noPermission());
        assertTrue(TcpdumpMessages.of("nsenter: reassociate to namespace 'ns/net' failed: Operation not permitted")
                .noPermission());
    }

    @Test
    void aFloodOfLinesIsNotKept() {
        TcpdumpMessages messages = TcpdumpMessages.of("noise\n".repeat(1_000) + "tcpdump: listening on lo");
        assertFalse(messages.listening());
    }
}
