package io.nettools.agent.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IpOutputTest {
    @Test
    void aNameWithControlCharactersIsRead() {
        IpOutput output = IpOutput.parse("[{\"ifname\":\"a\u001b\u0001\\'b\"},{}]");
        assertEquals(
                "a\u001b\u0001'b", output.objects().getFirst().path("ifname").asText());
        assertTrue(output.whole());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"n\":1},{\"n\":",
                "[{\"n\":1}",
                "[{\"n\":1} x",
                "[{\"n\":1},7]",
                "[{\"n\":1},{\"n\":\"\\u00zz\"}]"
            })
    void unreadableTextEndsTheList(String text) {
        IpOutput output = IpOutput.parse(text);
        assertEquals(
                List.of(1),
                output.objects().stream().map(one -> one.path("n").asInt()).toList());
        assertFalse(output.whole());
    }

    @Test
    void anEmptyOutputIsAnEmptyList() {
        assertEquals(new IpOutput(List.of(), true), IpOutput.parse(""));
        assertEquals(new IpOutput(List.of(), true), IpOutput.parse("[ ]"));
        assertEquals(new IpOutput(List.of(), false), IpOutput.parse("{}"));
    }

    /** T9: any output of ip has a result. */
    @Property
    void anyTextHasAResult(@ForAll String text) {
        IpOutput.parse(text);
        Interfaces.parse("[{\"ifname\":\"" + text + "\"}]");
    }
}
