package io.nettools.controller.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.nettools.controller.fixture.Yaml;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UntrustedTest {

    @Property
    void anyTextComesOutPrintableAndShort(@ForAll String raw) {
        String clean = Untrusted.text(raw.repeat(3));
        assertTrue(clean.chars().allMatch(character -> character >= ' ' && character < 127), clean);
        assertTrue(json(clean) <= 512, clean);
    }

    @Test
    void controlCharactersAndDirectionMarksBecomeTheirCodes() {
        assertEquals("\\u001b[2J\\u202egnp.exe\\u0000\\u007f", Untrusted.text("\u001b[2J\u202egnp.exe\0\u007f"));
        assertEquals("one two\\u000d", Untrusted.text("one\ntwo\r"));
        assertEquals("as it is: \\ \" ~", Untrusted.text("as it is: \\ \" ~"));
    }

    @Test
    void aLongTextIsCutWithDots() {
        assertEquals("x".repeat(512), Untrusted.text("x".repeat(512)));
        assertEquals("x".repeat(509) + "...", Untrusted.text("x".repeat(513)));
    }

    @Test
    void lengthIsCountedInJson() {
        assertEquals("\"".repeat(256), Untrusted.text("\"".repeat(256)));
        assertEquals("\\".repeat(254) + "...", Untrusted.text("\\".repeat(5000)));
        assertEquals("\\u202e".repeat(72) + "...", Untrusted.text("\u202e".repeat(5000)));
    }

    @Test
    void aSketchIsLongerThanATextAndBoundedToo() {
        assertEquals("A".repeat(960), sketch("A".repeat(960)));
        assertEquals("A".repeat(957) + "...", sketch("A".repeat(961)));
        assertEquals("\\u202e".repeat(136) + "...", sketch("\\u202e".repeat(5000)));
    }

    private static String sketch(String raw) {
        return Untrusted.tree(Yaml.tree("{\"views\": {\"sketch\": \"" + raw + "\"}}"))
                .get("views")
                .get("sketch")
                .textValue();
    }

    /** The sum of the largest number over ten targets does not overflow, and JavaScript reads each number exactly. */
    @ParameterizedTest
    @CsvSource({
        "7, 7",
        "0, 0",
        "-1, -1",
        "-7, -1",
        "9223372036854775807, 9007199254740991",
        "9223372036854775808, 0",
        "1e400, 0",
        "1.9, 1",
        "true, true",
        "null, null"
    })
    void numbersAreWholeAndBounded(String raw, String clean) {
        assertEquals(clean, Untrusted.tree(Yaml.tree(raw)).toString());
    }

    @Test
    void listsAndObjectsAreShortAndShallow() {
        assertEquals(
                64, Untrusted.tree(Yaml.tree("[" + "1,".repeat(999) + "1]")).size());
        StringBuilder wide = new StringBuilder("{");
        for (int i = 0; i < 999; i++) {
            wide.append("k").append(i).append(": 1, ");
        }
        assertEquals(64, Untrusted.tree(Yaml.tree(wide + "}")).size());
        JsonNode deep = Untrusted.tree(Yaml.tree("[".repeat(50) + "]".repeat(50)));
        assertEquals("[[[[[[[[null]]]]]]]]", deep.toString());
    }

    @Test
    void namesOfFieldsArePrintableToo() {
        assertEquals(
                "{\"\\\\u001b\":1}", Untrusted.tree(Yaml.tree("{\"\\e\": 1}")).toString());
    }

    private static int json(String text) {
        return TextNode.valueOf(text).toString().length() - 2;
    }
}
