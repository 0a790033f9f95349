package io.nettools.analyser.http2;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nettools.analyser.packet.Bytes;
import io.nettools.analyser.wire.Wire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HuffmanTest {
    private static String text(String hex, int longest) {
        byte[] coded = Wire.hex(hex);
        return Huffman.text(Bytes.of(coded, coded.length), 0, coded.length, longest);
    }

    /** The examples of RFC 7541 Appendix C.4 and C.6. */
    @ParameterizedTest
    @CsvSource({
        "f1e3c2e5f23a6ba0ab90f4ff, www.example.com",
        "a8eb10649cbf, no-cache",
        "25a849e95ba97d7f, custom-key",
        "25a849e95bb8e8b4bf, custom-value",
        "6402, 302",
        "aec3771a4b, private",
        "d07abe941054d444a8200595040b8166e082a62d1bff, 'Mon, 21 Oct 2013 20:13:21 GMT'",
        "9d29ad171863c78f0b97c8e9ae82ae43d3, https://www.example.com",
    })
    void examplesOfTheStandard(String hex, String text) {
        assertEquals(text, text(hex, 100));
    }

    @Test
    void noMoreThanIsWanted() {
        assertEquals("www.ex", text("f1e3c2e5f23a6ba0ab90f4ff", 6));
    }

    /** 28 ones and 2 bits more are the codes of control characters. */
    @Test
    void aCharacterOutsidePrintableAsciiEndsTheText() {
        assertEquals("", text("ffffffffffff", 100));
        assertEquals("302", text("6402ffffffffff", 3));
    }
}
