package io.nettools.analyser.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.packet.Bytes;
import io.nettools.analyser.packet.LinkType;
import io.nettools.analyser.packet.Packet;
import io.nettools.analyser.redaction.Paths;
import io.nettools.analyser.wire.Wire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StartLineTest {
    private static Bytes bytes(String text) {
        byte[] array = Wire.ascii(text);
        Packet packet = new Packet();
        packet.read(LinkType.Raw, array, 0, array.length, array.length, 0);
        return packet.bytes();
    }

    private static String request(String text) {
        RequestLine line = new RequestLine();
        return line.read(bytes(text), 0, text.length())
                ? line.method() + "|" + line.target().shown(Paths.Shown) + "|" + line.version()
                : "none";
    }

    @Test
    void request() {
        assertEquals("GET|/a| HTTP/1.1", request("GET /a HTTP/1.1\r\nHost: x"));
        assertEquals("M-SEARCH|*| HTTP/1.1", request("M-SEARCH * HTTP/1.1\r\n"));
        assertEquals("GET|/\u00e4| HTTP/1.0", request("GET /\u00e4 HTTP/1.0\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "GET",
                "GET ",
                "GET /",
                "GET /a",
                "GET /a HTTP",
                "GET /a HTTP/2\r\n",
                "GET /a\r\n",
                " GET /a HTTP/1.1\r\n",
                "GET  HTTP/1.1\r\n",
                "GET /a\tb HTTP/1.1\r\n",
                "VERYLONGMETHODNAMEX /a HTTP/1.1\r\n",
                "Get /a HTTP/1.1\r\n"
            })
    void noRequest(String text) {
        assertEquals("none", request(text));
    }

    @Test
    void requestThatWasCutWithinItsTarget() {
        String cut = "GET /" + "a/".repeat(150);
        assertEquals("GET|" + cut.substring(4) + "...|", request(cut + "word"));
        assertEquals("none", request("GOT /" + "a".repeat(300)), "an unknown method");
        assertEquals("none", request("GET a" + "a".repeat(300)), "not a path");
        assertEquals("GET|/a?...|", request("GET /a?" + "s".repeat(300)));
    }

    @Test
    void aPathIsCutAtTheWantedLength() {
        String text = "GET /" + "ab/".repeat(20) + "?secret HTTP/1.1";
        RequestLine line = new RequestLine();
        assertTrue(line.read(bytes(text), 0, text.length()));
        assertEquals("/ab/ab/...", line.target(9).shown(Paths.Shown));
        assertEquals("/" + "ab/".repeat(20) + "?...", line.target(70).shown(Paths.Shown));
    }

    @Test
    void aPasswordInTheTargetIsFoundAtAnyWantedLength() {
        String text = "GET http://user:" + "secret".repeat(20) + "@host/a HTTP/1.1";
        RequestLine line = new RequestLine();
        assertTrue(line.read(bytes(text), 0, text.length()));
        assertEquals("http://...@host/a", line.target(30).shown(Paths.Shown));
    }

    @Test
    void beginningOfARequest() {
        assertTrue(RequestLine.beginsAt(bytes("POST /a"), 0, 5));
        assertFalse(RequestLine.beginsAt(bytes("POST /a"), 0, 4));
        assertFalse(RequestLine.beginsAt(bytes("ROAST /a"), 0, 8));
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP/1.1 200 OK, 200",
        "HTTP/1.0 404, 404",
        "HTTP/1.1 20, 0",
        "HTTP/1.1 2x0 OK, 0",
        "HTTP/1.1_200 OK, 0",
        "HTTP/2.0 200 OK, 0",
        "HTTQ/1.1 200 OK, 0",
        "'', 0"
    })
    void status(String line, int code) {
        assertEquals(code, StatusLine.code(bytes(line), 0, line.length()));
    }
}
