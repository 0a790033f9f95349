package io.nettools.controller.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class LongTextsTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Property
    void shortTextsPassAsTheyAre(
            @ForAll
                    Map<
                                    @CharRange(from = ' ', to = '\uD7FF') @StringLength(max = 20) String,
                                    @CharRange(from = 0, to = '\uD7FF') @StringLength(max = 20) String>
                            texts,
            @ForAll @IntRange(min = 1, max = 40) int piece)
            throws JsonProcessingException {
        String json = json(texts).toString();
        assertEquals(json, passed(json, 200, piece));
    }

    /** The result is JSON with the same names and texts, some of them shorter. */
    @Property
    void longTextsAreCutBetweenTwoCharacters(
            @ForAll @CharRange(from = 0, to = '\uD7FF') String text,
            @ForAll @IntRange(min = 1, max = 40) int longest,
            @ForAll @IntRange(min = 1, max = 40) int piece)
            throws JsonProcessingException {
        JsonNode left =
                MAPPER.readTree(passed(json(Map.of("a", text)).put("z", 1).toString(), longest, piece));
        assertEquals(2, left.size());
        assertTrue(text.startsWith(left.path("a").asText()), left::toString);
        assertTrue(json(Map.of("a", left.path("a").asText())).toString().length() <= longest + 20, left::toString);
        assertEquals(1, left.path("z").asInt());
    }

    @Test
    void escapedQuotesAndBackslashesDoNotEndAText() {
        assertEquals("{\"abc\":\"\\\"\\\\\",\"d\":1}", passed("{\"abcdef\":\"\\\"\\\\\\\"x\",\"d\":1}", 3, 2));
    }

    private static ObjectNode json(Map<String, String> texts) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        texts.forEach(json::put);
        return json;
    }

    private static String passed(String json, int longest, int piece) {
        LongTexts texts = new LongTexts(longest);
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream passed = new ByteArrayOutputStream();
        for (int at = 0; at < bytes.length; at += piece) {
            ByteBuffer some = texts.pass(ByteBuffer.wrap(bytes, at, Math.min(piece, bytes.length - at)));
            passed.write(some.array(), some.position(), some.remaining());
        }
        return passed.toString(StandardCharsets.UTF_8);
    }
}
