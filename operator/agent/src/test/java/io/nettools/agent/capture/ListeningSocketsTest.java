package io.nettools.agent.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.Listener;
import io.nettools.analyser.report.Listener.Protocol;
import io.nettools.analyser.report.Listener.Seen;
import io.nettools.analyser.shape.Listed;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListeningSocketsTest {
    private static final String HEADER =
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n";
    private static final String NOBODY = "00000000:0000";
    private static final String LISTEN = "0A";

    private static String row(String local, String remote, String state) {
        return "   0: %s %s %s 00000000:00000000 00:00000000 00000000     0        0 1079 1 0 100 0 0 10 0\n"
                .formatted(local, remote, state);
    }

    private static String listening(int port) {
        return row("00000000:%04X".formatted(port), NOBODY, LISTEN);
    }

    private static ListeningSockets tcp(String... texts) {
        return ListeningSockets.of(List.of(texts), List.of(), ByteOrder.LITTLE_ENDIAN);
    }

    private static ListeningSockets udp(String... texts) {
        return ListeningSockets.of(List.of(), List.of(texts), ByteOrder.LITTLE_ENDIAN);
    }

    private static List<String> ends(ListeningSockets sockets) {
        return sockets.since(sockets).first().stream().map(Listener::end).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    00000000:1F90                         | 0.0.0.0:8080
                    0100007F:0050                         | 127.0.0.1:80
                    0501F40A:FFFF                         | 10.244.1.5:65535
                    00000000000000000000000000000000:1F90 | [::]:8080
                    00000000000000000000000001000000:1F90 | [::1]:8080
                    000000FD000000000000000005000000:1F90 | [fd00::5]:8080
                    B80D0120000000000000000034120000:1F90 | [2001:db8::1234]:8080
                    0000000000000000FFFF00000501F40A:1F90 | 10.244.1.5:8080
                    """)
    void anAddressIsWrittenAsPacketsShowIt(String kernels, String end) {
        String remote = kernels.length() > 13 ? "0".repeat(32) + ":0000" : NOBODY;
        assertEquals(List.of(end), ends(tcp(HEADER + row(kernels, remote, LISTEN))));
    }

    @Test
    void aBigEndianMachineWritesAddressesInTheirOrder() {
        String text = HEADER + row("7F000001:1F90", NOBODY, LISTEN);
        assertEquals(
                List.of("127.0.0.1:8080"), ends(ListeningSockets.of(List.of(text), List.of(), ByteOrder.BIG_ENDIAN)));
    }

    /** States of net/tcp_states.h: 01 established, 06 TIME_WAIT, 07 closed, 0A listening. */
    @ParameterizedTest
    @CsvSource({"0A, 1, 0", "01, 0, 0", "06, 0, 0", "07, 0, 1"})
    void onlyThoseThatTakeAnybodysPacketsListen(String state, int tcp, int udp) {
        String text = HEADER + row("00000000:1F90", NOBODY, state);
        assertEquals(tcp, tcp(text).all().size());
        assertEquals(udp, udp(text).all().size());
    }

    @Test
    void aSocketWithAnotherEndTakesNoDatagramsOfOthers() {
        assertEquals(List.of(), ends(udp(HEADER + row("00000000:1F90", "0100007F:0035", "07"))));
    }

    @Test
    void whatBeganOrEndedMeanwhileIsMarked() {
        ListeningSockets before = tcp(HEADER + listening(80) + listening(81));
        ListeningSockets now = tcp(HEADER + listening(81) + listening(82));
        assertEquals(
                new Listed<>(
                        3,
                        List.of(
                                new Listener(Protocol.TCP, "0.0.0.0", 80, Seen.BeginOnly),
                                new Listener(Protocol.TCP, "0.0.0.0", 81, Seen.BothTimes),
                                new Listener(Protocol.TCP, "0.0.0.0", 82, Seen.EndOnly))),
                now.since(before));
    }

    @Test
    void socketsThatShareAPortAreOne() {
        assertEquals(List.of("0.0.0.0:80"), ends(tcp(HEADER + listening(80) + listening(80))));
    }

    @Test
    void aPodWithManyListenersReportsTheFirstAndHowMany() {
        ListeningSockets many = tcp(IntStream.rangeClosed(1, 1000)
                .mapToObj(ListeningSocketsTest::listening)
                .collect(Collectors.joining()));
        Listed<Listener> listed = many.since(many);
        assertEquals(1000, listed.count());
        assertEquals(ListeningSockets.MOST, listed.first().size());
    }

    private static String filled(String row) {
        return row.repeat(NetTexts.MOST / row.length() + 1).substring(0, NetTexts.MOST);
    }

    @Test
    void connectionsBeyondWhatIsReadHideNoListener() {
        String connection = row("00000000:1F91", "0100007F:0035", "01");
        ListeningSockets sockets = tcp(filled(listening(80) + connection.repeat(3000)));
        assertTrue(sockets.whole());
        assertEquals(1, sockets.since(sockets).count());
    }

    @Test
    void listenersBeyondWhatIsReadAreUnknown() {
        ListeningSockets sockets = tcp(filled(listening(80)));
        assertFalse(sockets.whole());
        assertEquals(2, sockets.since(sockets).count());
        assertEquals(1, sockets.since(sockets).first().size());
    }

    @Test
    void datagramSocketsBeyondWhatIsReadMayListen() {
        assertFalse(udp(filled(row("00000000:1F91", "0100007F:0035", "01"))).whole());
    }

    @Property(tries = 200)
    void anyTextIsRead(@ForAll String text) {
        tcp(text, row(text, text, text), filled(text.isEmpty() ? " " : text));
    }
}
