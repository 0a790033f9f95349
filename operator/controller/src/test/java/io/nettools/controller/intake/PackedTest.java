package io.nettools.controller.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class PackedTest {
    @Property
    void anyTextIsUnpackedAsItWasPacked(@ForAll String text) {
        String valid = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        assertEquals(valid, new String(Packed.text(Packed.of(valid)), StandardCharsets.UTF_8));
    }

    @Property(tries = 20)
    void aLongTextIsUnpackedAsItWasPacked(@ForAll byte[] some) {
        String text = new String(some, StandardCharsets.ISO_8859_1).repeat(5000);
        assertEquals(text, new String(Packed.text(Packed.of(text)), StandardCharsets.UTF_8));
    }

    @Property(tries = 20)
    void noTextGrowsByMuch(@ForAll String text) {
        byte[] plain = text.getBytes(StandardCharsets.UTF_8);
        assertTrue(Packed.of(text).length <= plain.length + 64);
    }
}
