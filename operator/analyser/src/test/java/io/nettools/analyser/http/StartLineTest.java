package io.nettools.analyser.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.packet.Bytes;
import io.nettools.analyser.packet.LinkType;
import io.nettools.analyser.packet.Packet;
import io.nettools.analyser.wire.Wire;
import java.util.Optional;
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

    private static Optional<RequestLine> request(String text) {
        return RequestLine.at(bytes(text), 0, text.length());
    }

    @Test
    void request() {
        assertEquals(Optional.of(new RequestLine("GET", "/a", " HTTP/1.1")), request("GET /a HTTP/1.1\r\nHost: x"));
        assertEquals(Optional.of(new RequestLine("M-SEARCH", "*", " HTTP/1.1")), request("M-SEARCH * HTTP/1.1\r\n"));
        assertEquals(Optional.of(new RequestLine("GET", "/\u00e4", " HTTP/1.0")), request("GET /\u00e4 HTTP/1.0\n"));
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
        assertEquals(Optional.empty(), request(text));
    }

    @Test
    void requestThatWasCutWithinItsTarget() {
        String cut = "GET /" + "a".repeat(300);
        assertEquals(Optional.of(new RequestLine("GET", cut.substring(4) + "...", "")), request(cut));
        assertEquals(Optional.empty(), request("GOT /" + "a".repeat(300)), "an unknown method");
        assertEquals(Optional.empty(), request("GET a" + "a".repeat(300)), "not a path");
        assertEquals(
                "/a?...", request("GET /a?" + "s".repeat(300)).orElseThrow().target());
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

    @Test
    void headIsReadInPieces() {
        String text =
                "GET / HTTP/1.1\r\nX-Content-Length: 7\r\nCONTENT-length:  42\r\nA: Content-Length: 9\r\n\r\nbody";
        for (int cut = 0; cut <= text.length(); cut++) {
            Head head = new Head();
            head.begin();
            int end = head.read(bytes(text), 0, cut);
            end = head.open() ? head.read(bytes(text), cut, text.length()) : end;
            assertFalse(head.open());
            assertEquals(text.indexOf("body"), end);
            assertEquals(42, head.bodyLength());
        }
    }

    @Test
    void absurdLengthOfABodyDoesNotOverflow() {
        Head head = new Head();
        head.begin();
        String text = "A\r\nContent-Length: " + "9".repeat(400) + "\r\n\r\n";
        head.read(bytes(text), 0, text.length());
        assertTrue(head.bodyLength() > 0);
    }
}
