package io.nettools.analyser.redis;

import static io.nettools.analyser.wire.Redis.OK;
import static io.nettools.analyser.wire.Redis.WRONGPASS;
import static io.nettools.analyser.wire.Redis.all;
import static io.nettools.analyser.wire.Redis.commandOf;
import static io.nettools.analyser.wire.Redis.error;
import static io.nettools.analyser.wire.Redis.welcome;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.nettools.analyser.wire.Capture;
import io.nettools.analyser.wire.Talk;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages that claim more bytes than come, and bytes that are no messages. */
class HostileRepliesTest {
    private static final String GET = commandOf("GET cart");
    private static final String AUTH = commandOf("AUTH shop x");

    private static Talk open() {
        return new Talk().handshake().asks(commandOf("HELLO 3")).answers(welcome());
    }

    private static List<String> failed(Talk talk) {
        return Heard.in(talk).failed();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$9223372036854775807\r\n",
                "$9999999999\r\n",
                "*9999999999\r\n",
                "*2147483647\r\n*2147483647\r\n*2147483647\r\n*2147483647\r\n",
                "%9999999999\r\n%9999999999\r\n%9999999999\r\n",
                "|9999999999\r\n",
                "$-2\r\n",
                "*--1\r\n",
                "$\r\n",
                "$1x\r\n",
                "$?\r\n",
                "=-1\r\n",
                "!-1\r\n",
                ">-1\r\n",
                "\u0000\u00ff"
            })
    void claimedLengthsAllocateNothing(String answer) {
        Capture capture =
                open().asks(GET).answers(answer).answers("x".repeat(1000)).capture();
        byte[] file = capture.bytes();
        Heard.in(file);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        assertEquals(1, Heard.in(file).count());
        long bytes = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(bytes < 1 << 20, () -> bytes + " bytes");
    }

    @Test
    void deepNestingIsCountedNotRemembered() {
        Talk talk = open().asks(all(GET, AUTH));
        for (int i = 0; i < 1000; i++) {
            talk.answers("*1\r\n".repeat(100));
        }
        assertEquals(List.of("1 WRONGPASS"), failed(talk.answers(all(":1\r\n", WRONGPASS))));
    }

    @Test
    void anErrorWithinAnEndlessAnswerIsNoFailure() {
        Talk talk = open().asks(GET).answers("*1000000\r\n");
        talk.asks(GET).answers(error("OOM command not allowed"));
        assertEquals(List.of(), failed(talk));
    }

    @Test
    void readingResumesAfterABrokenAnswerWithTheNextCommand() {
        Talk talk = open().asks(GET).answers("nonsense").answers(error("OOM in nonsense"));
        assertEquals(List.of(), failed(talk));
        talk.asks(GET).answers(error("OOM command not allowed"));
        assertEquals(List.of("1 OOM"), failed(talk));
    }

    @Test
    void readingResumesAfterAnEndlessLineWithTheNextCommand() {
        Talk talk = open().asks(GET).answers("+");
        for (int i = 0; i < 80; i++) {
            talk.answers("x".repeat(1000));
        }
        talk.asks(GET).answers(error("OOM command not allowed"));
        assertEquals(List.of("1 OOM"), failed(talk));
    }

    @Test
    void aLongPipelineOfMarkedCommandsIsBounded() {
        Talk talk = open().asks(commandOf("INFO").repeat(1000) + AUTH);
        talk.answers(OK.repeat(1000) + WRONGPASS);
        assertEquals(List.of("1 WRONGPASS"), failed(talk));
    }

    @Test
    void controlCharactersDoNotReachTheReport() {
        String words = "LOADING \u001b[2J\u0000\u009b31m \\x1b";
        Talk talk = new Talk().handshake().asks(commandOf("AUTH \u001b[2J x")).answers(error(words));
        String told = Heard.in(talk).toString();
        assertTrue(told.chars().allMatch(c -> c >= ' ' && c <= '~'), told);
    }

    @Property(tries = 500)
    void randomValuesAreNoFailure(@ForAll @Size(max = 60) byte[] bytes) {
        Talk talk = open().asks(GET).answers("$" + bytes.length + "\r\n");
        if (bytes.length > 0) {
            talk.answers(new String(bytes, StandardCharsets.ISO_8859_1));
        }
        talk.answers("\r\n").asks(AUTH).answers(WRONGPASS);
        assertEquals(List.of("1 WRONGPASS"), failed(talk));
    }
}
