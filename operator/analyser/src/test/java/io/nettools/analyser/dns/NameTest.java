package io.nettools.analyser.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.packet.Bytes;
import io.nettools.analyser.wire.Dns;
import io.nettools.analyser.wire.Wire;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class NameTest {
    private static final byte[] HEADER = new byte[12];

    private final Name name = new Name();

    /** Reads the name at an offset behind a header. */
    private Name.Extent read(int from, byte[]... parts) {
        byte[] message = Wire.join(HEADER, Wire.join(parts));
        return name.read(Bytes.of(message, message.length), 0, 12 + from, message.length);
    }

    @Test
    void labels() {
        assertEquals(Name.Extent.Whole, read(0, Dns.name("web.example.com")));
        assertEquals("web.example.com", name.text());
        assertEquals(12 + 17, name.next());
    }

    @Test
    void root() {
        assertEquals(Name.Extent.Whole, read(0, new byte[1]));
        assertEquals(".", name.text());
    }

    @Test
    void compressed() {
        assertEquals(Name.Extent.Whole, read(9, Dns.name("example"), Dns.label("web"), Wire.hex("c00c 0001")));
        assertEquals("web.example", name.text());
        assertEquals(12 + 9 + 4 + 2, name.next());
    }

    @Test
    void pointersThatDoNotGoBackwards() {
        assertEquals(Name.Extent.Malformed, read(0, Wire.hex("c00c")));
        assertEquals(Name.Extent.Malformed, read(0, Wire.hex("c00e c00c")));
        assertEquals(Name.Extent.Malformed, read(2, Wire.hex("c00e c00c")));
        assertEquals(Name.Extent.Malformed, read(0, Wire.hex("c000")));
    }

    @Test
    void aLoopThroughALabel() {
        assertEquals(Name.Extent.Malformed, read(0, Dns.label("a"), Wire.hex("c00c")));
    }

    @Test
    void tooLongOrOfAReservedType() {
        byte[] label = Dns.label("x".repeat(63));
        assertEquals(Name.Extent.Malformed, read(0, label, label, label, label, new byte[1]));
        assertEquals(Name.Extent.Malformed, read(0, Wire.hex("41 00")));
        assertEquals(Name.Extent.Malformed, read(0, Wire.hex("80 00")));
    }

    @Test
    void longestName() {
        byte[] label = Dns.label("x".repeat(63));
        assertEquals(Name.Extent.Whole, read(0, label, label, label, Dns.label("y".repeat(61)), new byte[1]));
        assertEquals(253, name.text().length());
    }

    @Test
    void cutWithinALabelAndBetween() {
        assertEquals(Name.Extent.Cut, read(0, Dns.label("web"), Wire.hex("07 6578")));
        assertEquals("web.ex...", name.text());
        assertEquals(Name.Extent.Cut, read(0, Dns.label("web")));
        assertEquals("web...", name.text());
    }

    @Test
    void hostileLabels() {
        read(0, Dns.label("a.b"), Dns.label("\u001b[2J"), Dns.label("\\x2e"), new byte[1]);
        assertEquals("a\\x2eb.\\x1b[2J.\\x5cx2e", name.text());
    }

    @Test
    void escapesDoNotMakeItLonger() {
        byte[] label = Dns.label("\u0001".repeat(60));
        read(0, label, label, new byte[1]);
        assertEquals(253, name.text().length());
        assertTrue(name.text().endsWith("..."), name.text());
    }

    @Property(tries = 2000)
    void anyBytesAreReadToAPrintableName(@ForAll @Size(max = 300) byte[] bytes) {
        Name.Extent extent = read(0, bytes);
        assertTrue(name.text().matches("[ -~]{1,253}"), name.text());
        assertTrue(extent != Name.Extent.Whole || name.next() <= 12 + bytes.length, "ends within");
    }
}
