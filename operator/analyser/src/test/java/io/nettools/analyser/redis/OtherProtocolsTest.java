package io.nettools.analyser.redis;

import static io.nettools.analyser.wire.Redis.OK;
import static io.nettools.analyser.wire.Redis.PONG;
import static io.nettools.analyser.wire.Redis.commandOf;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nettools.analyser.wire.Talk;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections that look like Redis but speak another protocol. */
class OtherProtocolsTest {
    private static long connections(String asked, String answered) {
        Talk talk = new Talk().handshake().asks(asked);
        if (!answered.isEmpty()) {
            talk.answers(answered);
        }
        return Heard.in(talk.serverEnds()).count();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "GET / HTTP/1.1\\r\\n\\r\\n, HTTP/1.1 200 OK\\r\\n",
                "get cart\\r\\n, END\\r\\n", // memcached
                "set cart 0 0 4\\r\\nfull\\r\\n, STORED\\r\\n",
                "PING\\r\\n, PONG\\r\\n", // NATS
                "PING :host\\r\\n, PONG :host\\r\\n", // IRC
                "AUTH TLS\\r\\n, 234 AUTH TLS successful\\r\\n", // FTP
                "AUTH PLAIN\\r\\n, 334 \\r\\n",
                "EHLO client\\r\\n, 250 OK\\r\\n",
                "PING\\r\\n, ''",
                "*\\r\\n, ''",
                "*x\\r\\n, ''",
                "*1\\r\\nPING\\r\\n, +PONG\\r\\n",
                "*1\\r\\n$x\\r\\n, ''",
                "*1\\r\\n$4\\r\\n1234\\r\\n, ''",
                "*1\\r\\n$0\\r\\n\\r\\n, ''",
                "*1\\r\\n$-1\\r\\n, ''",
                "*1\\n$4\\nPING\\n, +PONG\\r\\n",
                "*9999999999\\r\\n$4\\r\\nPING\\r\\n, ''",
                "*1\\r\\n$9223372036854775807\\r\\nPING\\r\\n, ''",
                "* OK IMAP4rev1\\r\\n, ''"
            })
    void commandsOfOtherProtocolsAreNoConnection(String asked, String answered) {
        assertEquals(0, connections(plain(asked), plain(answered)));
    }

    private static String plain(String escaped) {
        return escaped.replace("\\r", "\r").replace("\\n", "\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"PING\r\n", "ping\n", "info\r\n", "INFO server\r\n", "AUTH x\r\n", "HELLO 3\r\n", "SELECT 1\r\n"
            })
    void aTypedCommandIsAConnectionIfItsAnswerFits(String typed) {
        assertEquals(1, connections(typed, typed.startsWith("P") ? PONG : OK));
        assertEquals(0, connections(typed, ""));
        assertEquals(0, connections(typed, "OK\r\n"));
    }

    @Test
    void aServerThatSpeaksFirstIsNoConnection() {
        Talk talk = new Talk()
                .handshake()
                .answers("+OK POP3 ready\r\n")
                .asks("AUTH PLAIN\r\n")
                .answers("+OK\r\n");
        assertEquals(0, Heard.in(talk).count());
        Talk other = new Talk()
                .handshake()
                .answers("-ERR maximum number of connections\r\n")
                .asks("QUIT\r\n");
        assertEquals(0, Heard.in(other).count());
    }

    @Test
    void anAnswerBeforeTheEndOfTheCommandIsNoConnection() {
        Talk talk = new Talk()
                .handshake()
                .asks("*1\r\n")
                .answers(OK)
                .asks("$4\r\nPING\r\n")
                .answers(PONG);
        assertEquals(0, Heard.in(talk).count());
    }

    @Test
    void aCommandBehindAnotherProtocolIsNoConnection() {
        Talk talk = new Talk().handshake().asks("POST /aof HTTP/1.1\r\n\r\n").asks(commandOf("AUTH shop x"));
        assertEquals(0, Heard.in(talk.answers("-WRONGPASS x\r\n")).count());
    }

    @Test
    void anAnswerInAnotherProtocolIsAFailureOnlyIfTheBeginningWasCaptured() {
        Talk begun = new Talk().handshake().asks(commandOf("GET cart")).answers("SSH-2.0-OpenSSH_9.2\r\n");
        assertEquals(List.of("1 AnsweredByOther"), Heard.in(begun).failed());
        Talk other = new Talk().handshake().asks(commandOf("GET cart")).answers("#hello\n");
        assertEquals(List.of("1 AnsweredByOther"), Heard.in(other).failed());
        Talk known = new Talk().asks(commandOf("GET cart")).answers("end of a long value\r\n");
        assertEquals(List.of(), Heard.in(known).failed());
    }

    @Property(tries = 500)
    void randomBytesAreNoConnection(@ForAll @Size(max = 60) byte[] bytes) {
        assertEquals(0, connections(new String(bytes, StandardCharsets.ISO_8859_1), "+OK\r\n"));
    }

    @Property(tries = 500)
    void randomBytesBehindACommandHeadAreNoConnection(@ForAll @Size(max = 60) byte[] bytes) {
        assertEquals(0, connections("*1\r\n" + new String(bytes, StandardCharsets.ISO_8859_1), "+OK\r\n"));
    }
}
