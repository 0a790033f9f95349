package io.nettools.analyser.http2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.packet.Bytes;
import io.nettools.analyser.wire.Wire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FramesTest {
    private static final String PING = "000008 06 00 00000000 0102030405060708";
    private static final String SETTINGS = "000000 04 01 00000000";

    private static boolean onlyFrames(String hex) {
        byte[] bytes = Wire.hex(hex.replace(" ", ""));
        return Frames.onlyFrames(Bytes.of(bytes, bytes.length), 0, bytes.length);
    }

    @Test
    void framesAreKnownByTheirHeaders() {
        assertTrue(onlyFrames(PING + SETTINGS));
        assertTrue(onlyFrames(SETTINGS + "000004 08 00 00000003 00000010" + PING));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                PING,
                PING + SETTINGS + "00",
                PING + "000008 06 00 00000001 0102030405060708",
                PING + "000007 06 00 00000000 01020304050607",
                PING + "000000 0a 00 00000000",
                PING + "000000 04 40 00000000",
                PING + "000000 00 00 00000000",
                "000000 00 00 00000000 000000 00 00 00000000"
            })
    void bytesThatDoNotFitAreNoFrames(String hex) {
        assertFalse(onlyFrames(hex));
    }

    @Test
    void errorCodesHaveNames() {
        assertEquals("ENHANCE_YOUR_CALM", ErrorCode.name(11));
        assertEquals("error 4294967295", ErrorCode.name(-1));
    }
}
