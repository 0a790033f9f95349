package io.nettools.analyser.postgres;

import static io.nettools.analyser.wire.Postgres.startup;
import static io.nettools.analyser.wire.Postgres.untyped;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nettools.analyser.wire.Capture;
import io.nettools.analyser.wire.Talk;
import io.nettools.analyser.wire.Wire;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages that look like a start-up but are not. */
class OtherProtocolsTest {
    private static final int VERSION = 0x0003_0000;

    private static String ascii(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static long startups(String... said) {
        Talk talk = new Talk().handshake();
        for (String one : said) {
            talk.asks(one);
        }
        return talk.clientEnds().capture().report().protocols().postgres().count();
    }

    @Test
    void aMetadataRequestOfKafkaIsNoStartUp() {
        String correlation = ascii(Wire.u32(1));
        String client = ascii(Wire.u16(4)) + "user";
        assertEquals(0, startups(untyped(VERSION, correlation + client + ascii(Wire.u32(0)))));
        assertEquals(0, startups(untyped(VERSION, "user" + client + ascii(Wire.u32(0)))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "user\0shop\0", // no end
                "user\0shop\0\0database\0orders\0\0", // goes on behind its end
                "user\0shop\0database\0\0\0\0", // more ends than one
                "database\0orders\0\0", // nobody
                "us er\0shop\0\0", // no name of a parameter
                "\0user\0shop\0\0",
                "user\0shop\0data", // no value
                "\0"
            })
    void aMalformedStartupMessageIsNoStartUp(String parameters) {
        assertEquals(0, startups(untyped(VERSION, parameters)));
    }

    @Test
    void theSmallestStartupMessageIsAStartUp() {
        assertEquals(1, startups(startup("user", "")));
        assertEquals(1, startups(untyped(VERSION + 2, "user\0shop\0_pq_.command_tag_format\0fqn\0\0")));
    }

    @Test
    void impossibleVersionsAndLengthsAreNoStartUp() {
        String parameters = "user\0shop\0\0";
        assertEquals(0, startups(untyped(0x0002_0000, parameters)));
        assertEquals(0, startups(untyped(0x0003_ffff, parameters)));
        assertEquals(0, startups(startup("user", "u".repeat(10_000))));
        assertEquals(0, startups(untyped(80877103, "more")));
        assertEquals(0, startups(untyped(80877102, "less")));
    }

    @Test
    void aStartupMessageBehindAnotherProtocolIsNoStartUp() {
        assertEquals(0, startups("GET / HTTP/1.1\r\n\r\n", startup("user", "shop")));
    }

    @Test
    void aServerThatSpeaksFirstHasNoStartUp() {
        Talk talk = new Talk().handshake().answers("220 ready\r\n").asks(startup("user", "shop"));
        assertEquals(0, talk.capture().report().protocols().postgres().count());
    }

    @Test
    void aStartupMessageCutBeforeItsFirstValueIsNoStartUp() {
        String start = startup("user", "shop");
        // RAW: 40 bytes of headers, 8 of the message
        assertEquals(0, startupsCutAt(40 + 8, start));
        assertEquals(0, startupsCutAt(40 + 8 + 5, start));
        assertEquals(1, startupsCutAt(40 + 8 + 6, start));
    }

    @Test
    void aCutMetadataRequestOfKafkaIsNoStartUp() {
        String request = untyped(VERSION, "user" + ascii(Wire.u16(4)) + "cart" + ascii(Wire.u32(0)));
        for (int length = 0; length < request.length(); length++) {
            assertEquals(0, startupsCutAt(40 + length, request));
        }
    }

    private static long startupsCutAt(int snapLength, String said) {
        Capture capture = Capture.cutAt(snapLength, Capture.RAW);
        new Talk(capture, 40_000).handshake().asks(said).answers("R");
        return capture.report().protocols().postgres().count();
    }

    @Property(tries = 500)
    void randomBytesAreNoStartUp(@ForAll @Size(max = 60) byte[] bytes) {
        assertEquals(0, startups(ascii(bytes)));
    }

    @Property(tries = 500)
    void randomBytesBehindAHeaderAreNoStartUp(@ForAll @Size(max = 60) byte[] bytes) {
        assertEquals(0, startups(untyped(VERSION, ascii(bytes))));
    }
}
