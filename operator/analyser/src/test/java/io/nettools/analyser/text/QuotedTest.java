package io.nettools.analyser.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotedTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "/hello.txt          | \"/hello.txt\"",
                "a\" said the server | \"a\\x22 said the server\"",
                "''                  | ''",
                "\\x0a               | \"\\x0a\"",
                "\u00e4              | \"\\xc3\\xa4\"",
                "\"                  | \"\\x22\"",
            })
    void textIsBetweenMarksAndHasNoneItself(String text, String quoted) {
        assertEquals(quoted, Quoted.of(text));
    }

    @ParameterizedTest
    @CsvSource({"abcdef, 6, abcdef", "abcdefg, 6, abc...", "ab\u00e4cdef, 6, ab...", "abc\u00e4, 6, abc..."})
    void tooLongTextIsCutBetweenTheMarksAndNeverWithinAnEscape(String text, int longest, String inside) {
        assertEquals('"' + inside + '"', Quoted.of(text, longest));
    }

    @Test
    void anyTextHasTwoMarksAndIsPrintableAndBounded() {
        Random random = new Random(15);
        for (int turn = 0; turn < 10_000; turn++) {
            String any = IntStream.range(0, 1 + random.nextInt(80))
                    .mapToObj(i -> String.valueOf((char) (random.nextBoolean() ? '"' : random.nextInt(0x300))))
                    .reduce("", String::concat);
            String quoted = Quoted.of(any, 20);
            assertTrue(quoted.matches("\"[ -!#-~]{1,20}\""), quoted);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "GET      | /a | GET \"/a\"",
                "IGNORE   | /a | \"IGNORE\" \"/a\"",
                "GET      | '' | GET",
                "''       | /a | \"/a\"",
                "''       | '' | ''",
            })
    void onlyARegisteredMethodStandsWithoutMarks(String method, String path, String request) {
        assertEquals(request, Quoted.request(method, path, 40));
    }

    @ParameterizedTest
    @CsvSource({
        "abcdefgh,       8, abcdefgh",
        "abcdefghi,      8, abcde...",
        "a \"cdefghi\",   8, 'a \"c...\"'",
        "a \"c\" fghij,   8, 'a \"c\"...'",
        "abcd\"fghij\",   8, abcd...",
    })
    void aSentenceIsCutSoThatItsQuotationEnds(String sentence, int longest, String cut) {
        assertEquals(cut, Quoted.cut(sentence, longest));
    }

    @Test
    void aSentenceThatWasCutWithinAQuotationIsEnded() {
        assertEquals("no such name: \"we\"", Quoted.ended("no such name: \"we"));
        assertEquals("no such name: \"web\"", Quoted.ended("no such name: \"web\""));
        assertEquals("no such", Quoted.ended("no such"));
    }

    @Test
    void whatIsQuotedIsRemoved() {
        assertEquals("a \"\" and \"\" b", Quoted.removed("a \"10.0.0.1\" and \"x\" b"));
        assertEquals("a \"\"", Quoted.removed("a \"10.0.0.1"));
    }
}
