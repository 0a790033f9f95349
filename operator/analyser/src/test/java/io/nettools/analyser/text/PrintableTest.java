package io.nettools.analyser.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class PrintableTest {
    @Example
    void printableAsciiIsUnchanged() {
        String all = "";
        for (char c = ' '; c <= '~'; c++) {
            all += c == '\\' ? "" : c;
        }
        assertEquals(all, Printable.of(all, 200));
    }

    @Example
    void otherBytesAreEscaped() {
        assertEquals("a\\x1b[2Jb", Printable.of("a\u001b[2Jb", 100));
        assertEquals("\\x00\\x0a\\x0d\\x09\\x7f", Printable.of("\u0000\n\r\t\u007f", 100));
        assertEquals("\\xc3\\xa9\\xe2\\x80\\xae", Printable.of("é\u202e", 100));
        assertEquals("\\xff\\x80", Printable.of(new byte[] {(byte) 0xff, (byte) 0x80}, 0, 2, 100));
    }

    @Example
    void escapesCannotBeForged() {
        assertEquals("\\x5cx1b", Printable.of("\\x1b", 100));
    }

    @Example
    void longTextIsCutBetweenEscapes() {
        assertEquals("abcdefgh", Printable.of("abcdefgh", 8));
        assertEquals("abcde...", Printable.of("abcdefghi", 8));
        assertEquals("abc...", Printable.of("abc\nefghijk", 8));
        assertEquals("...", Printable.of("\n\n", 3));
    }

    @Property
    void anyTextBecomesPrintableWithinTheCap(@ForAll String text, @ForAll @IntRange(min = 3, max = 60) int cap) {
        String shown = Printable.of(text, cap);
        assertTrue(shown.length() <= cap, shown);
        assertTrue(shown.chars().allMatch(c -> c >= ' ' && c <= '~'), shown);
    }

    @Property
    void bytesAndTextGiveTheSame(@ForAll String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertEquals(Printable.of(bytes, 0, bytes.length, 50), Printable.of(text, 50));
    }
}
