package io.nettools.analyser.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.packet.Bytes;
import io.nettools.analyser.wire.Wire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeadTest {
    private static Head head(String... fields) {
        Head head = new Head();
        head.begin();
        for (String field : fields) {
            byte[] line = Wire.ascii(field);
            head.field(Bytes.of(line, line.length), 0, line.length);
        }
        return head;
    }

    @ParameterizedTest
    @CsvSource({
        "Content-Length: 42, 42",
        "CONTENT-LENGTH:42, 42",
        "'content-length:   7  ', 7",
        "'Content-Length: 5, 5', 5",
        "Content-Length: , 0",
    })
    void length(String field, long length) {
        assertTrue(head(field).counted());
        assertEquals(length, head(field).length());
    }

    @ParameterizedTest
    @CsvSource({"X-Content-Length: 7", "Content-Type: text/plain", "Content-Lengthy: 7", "Content-Length 7", "C"})
    void noLength(String field) {
        assertFalse(head(field).counted());
    }

    @ParameterizedTest
    @CsvSource({
        "Transfer-Encoding: chunked, true",
        "'transfer-encoding:gzip, CHUNKED ', true",
        "'Transfer-Encoding: chunked, gzip', false",
        "Transfer-Encoding: gzip, false",
        "Transfer-Encoding:, false",
        "TE: chunked, false",
    })
    void chunks(String field, boolean chunked) {
        assertEquals(chunked, head(field).chunked());
    }

    @Test
    void anotherCodingThanChunkedOverridesTheLengthToo() {
        assertFalse(head("Transfer-Encoding: gzip", "Content-Length: 5").counted());
        assertFalse(head("Content-Length: 5", "Transfer-Encoding: gzip").counted());
    }

    @Test
    void absurdLengthDoesNotOverflow() {
        assertTrue(head("Content-Length: " + "9".repeat(400)).length() > 0);
    }

    @Test
    void theNextHeadBeginsAnew() {
        Head head = head("Content-Length: 5", "Transfer-Encoding: chunked");
        head.begin();
        assertFalse(head.counted());
        assertFalse(head.chunked());
    }
}
