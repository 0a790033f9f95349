package io.nettools.analyser.finding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.Analyser;
import io.nettools.analyser.report.Finding;
import io.nettools.analyser.report.Report;
import io.nettools.analyser.text.Quoted;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Text from the network stands in sentences between quotation marks only, in every scenario and so in every protocol that is
 * read. Each word that a capture and its sentences share is replaced on the wire by a mark: a sentence that shows the mark
 * has its word from the wire.
 */
class QuotedTextTest {
    private static final Pattern WORD = Pattern.compile("[A-Za-z]{4,}");
    private static final String MARK = "qzxj";
    private static final int LINES = 20;

    /** One for each way into a sentence. */
    private static final Set<String> SHOWING = Set.of(
            "http-hangs", "dns-name-unknown", "database-wrong-password", "amqp-no-such-host", "grpc-too-many-pings");

    static List<Scenario> scenarios() throws IOException {
        return Scenario.all().stream().filter(one -> !one.unread()).toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void textFromTheNetworkIsQuoted(Scenario scenario) throws IOException {
        for (String marked : marked(scenario).toList()) {
            assertFalse(shows(Quoted.removed(marked)), marked);
            assertEquals(Quoted.ended(marked), marked, "quotation marks come in pairs");
        }
    }

    /** HTTP/2 and DNS write names in another way than as text. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void namesAndPathsAreQuoted(Scenario scenario) throws IOException {
        List<String> sentences = sentences(scenario, scenario.capture()).toList();
        named(scenario.report().protocols())
                .filter(name -> name != null && name.length() > 1)
                .distinct()
                .map(name -> Pattern.compile("(?<![\\w.])" + Pattern.quote(name) + "(?![\\w.-])"))
                .forEach(name -> sentences.forEach(sentence ->
                        assertFalse(name.matcher(Quoted.removed(sentence)).find(), sentence)));
    }

    @Test
    void marksReachTheSentencesOfEveryProtocol() throws IOException {
        StringBuilder all = new StringBuilder();
        for (Scenario scenario : scenarios()) {
            if (SHOWING.contains(scenario.name())) {
                marked(scenario).forEach(all::append);
            }
        }
        for (String before :
                List.of("GET ", "HTTP: ", "no such name: ", "user ", "database ", "server says: ", "CALM (")) {
            assertTrue(
                    Pattern.compile(Pattern.quote(before) + "\"[^\"]*" + MARK)
                            .matcher(all)
                            .find(),
                    before);
        }
    }

    /** The sentences of the scenario that show a mark, for each word that may be from the wire. */
    private static Stream<String> marked(Scenario scenario) throws IOException {
        String wire = new String(scenario.capture(), StandardCharsets.ISO_8859_1);
        Set<String> words = sentences(scenario, scenario.capture())
                .flatMap(sentence -> WORD.matcher(sentence).results())
                .map(MatchResult::group)
                .filter(wire::contains)
                .collect(Collectors.toSet());
        return words.stream()
                .map(word -> wire.replace(word, mark(word)))
                .flatMap(file -> sentences(scenario, file.getBytes(StandardCharsets.ISO_8859_1)))
                .filter(QuotedTextTest::shows);
    }

    /** As long as the word, and in capital letters where it is: a method of HTTP stays one. */
    private static String mark(String word) {
        String mark = MARK.repeat(word.length()).substring(0, word.length());
        return word.toUpperCase(Locale.ROOT).equals(word) ? mark.toUpperCase(Locale.ROOT) : mark;
    }

    private static boolean shows(String text) {
        return text.toLowerCase(Locale.ROOT).contains(MARK);
    }

    private static Stream<String> sentences(Scenario scenario, byte[] capture) {
        try {
            Report report = scenario.report(capture);
            Analyser lines = new Analyser(LINES, Map.of());
            lines.accept(ByteBuffer.wrap(capture));
            return Stream.of(
                            Stream.of(report.summary()),
                            report.findings().stream().flatMap(QuotedTextTest::texts),
                            report.notes().stream(),
                            lines.report().excerpt().stream())
                    .flatMap(texts -> texts);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Stream<String> texts(Finding finding) {
        return Stream.concat(
                Stream.of(finding.headline(), finding.message(), finding.nextStep()), finding.evidence().stream());
    }

    private static Stream<String> named(Report.Protocols protocols) {
        return Stream.of(
                        protocols.http().first().stream().map(one -> one.path()),
                        protocols.dns().first().stream().map(one -> one.name()),
                        protocols.tls().first().stream().map(one -> one.serverName()))
                .flatMap(texts -> texts);
    }
}
