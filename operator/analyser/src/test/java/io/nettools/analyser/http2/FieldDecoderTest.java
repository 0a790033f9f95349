package io.nettools.analyser.http2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.packet.Bytes;
import io.nettools.analyser.redaction.Paths;
import io.nettools.analyser.wire.Wire;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FieldDecoderTest {
    private FieldDecoder decoder;

    @BeforeEach
    void fresh() {
        decoder = new FieldDecoder(new DynamicTable());
    }

    private Fields read(byte[] block, boolean whole) {
        Fields fields = new Fields();
        fields.clear();
        decoder.read(Bytes.of(block, block.length), 0, block.length, whole, fields);
        return fields;
    }

    private Fields read(String hex) {
        return read(Wire.hex(hex), true);
    }

    /** RFC 7541 C.4.1 and C.4.3: requests, Huffman coded. */
    private static String shown(Fields fields) {
        return fields.path().shown(Paths.Shown);
    }

    @Test
    void requestsOfTheStandard() {
        Fields first = read("828684418cf1e3c2e5f23a6ba0ab90f4ff");
        assertEquals("GET", first.method());
        assertEquals("/", shown(first));
        read("828684be5886a8eb10649cbf");
        assertEquals("/index.html", shown(read("828785bf408825a849e95ba97d7f8925a849e95bb8e8b4bf")));
    }

    /** The first fields of RFC 7541 C.5.1 and C.5.2. */
    @Test
    void responsesOfTheStandard() {
        Fields first = read("4803333032580770726976617465");
        assertEquals(302, first.status());
        assertEquals(307, read("4803333037").status());
        assertEquals(302, read("c0").status());
    }

    @Test
    void anEntryOfTheTableIsReadByItsIndex() {
        // ":path" literal with a value of its own, indexed; then by its place
        byte[] literal = Wire.join(Wire.hex("8344 05"), Wire.ascii("/shop"));
        assertEquals("/shop", shown(read(literal, true)));
        assertEquals("/shop", shown(read("83be")));
        // an uninteresting field moves it on by one
        read("4001780179");
        assertEquals("", shown(read("83be")));
        assertEquals("/shop", shown(read("83bf")));
    }

    @Test
    void entriesThatMayHaveMovedAreUnknown() {
        byte[] literal = Wire.join(Wire.hex("8344 05"), Wire.ascii("/shop"));
        read(literal, true);
        read(Wire.hex("82"), false);
        assertEquals("", shown(read("83be")));
    }

    @Test
    void aFieldThatIsNotIndexedIsNotRemembered() {
        byte[] literal = Wire.join(Wire.hex("8304 05"), Wire.ascii("/shop"));
        assertEquals("/shop", shown(read(literal, true)));
        assertEquals("", shown(read("83be")));
    }

    @Test
    void grpc() {
        byte[] name = Wire.ascii("grpc-status");
        Fields fields = read(
                Wire.join(
                        Wire.hex("885f10"),
                        Wire.ascii("application/grpc"),
                        Wire.hex("000b"),
                        name,
                        Wire.hex("02"),
                        Wire.ascii("14")),
                true);
        assertTrue(fields.grpc());
        assertEquals(200, fields.status());
        assertEquals(14, fields.grpcStatus());
        assertFalse(read("88").grpc());
        assertEquals(-1, read("88").grpcStatus());
    }

    @Property
    void anyBlockIsRead(@ForAll byte[] block, @ForAll boolean whole) {
        decoder = new FieldDecoder(new DynamicTable());
        Fields fields = read(block, whole);
        assertTrue(shown(fields).length() <= 160 + "...".length());
        assertTrue(fields.status() >= 0 && fields.status() <= 999);
    }
}
