package io.nettools.planner.filter;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Any text gets an answer, and any accepted filter is harmless according to a second and simpler check. */
class AnyFilterTest {
    private static final Pattern HARMLESS = Pattern.compile("[ -~\\t\\n]*");
    private static final Pattern RUN = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9.])?");
    private static final Set<String> TAKES_NAMES = Set.of("port", "portrange");

    @Property(tries = 2000)
    void anyStringGetsAnAnswer(@ForAll String filter) {
        FilterCheck.complaint(filter).ifPresent(sentence -> {
            assertTrue(HARMLESS.matcher(sentence).matches(), sentence);
            assertTrue(sentence.length() < 200, sentence);
        });
    }

    @Property(tries = 3000)
    void anAcceptedFilterIsPrintable(@ForAll("mixtures") String filter) {
        Assume.that(FilterCheck.complaint(filter).isEmpty());
        assertTrue(HARMLESS.matcher(filter).matches(), filter);
    }

    @Property(tries = 3000)
    void anAcceptedFilterHasNoWordThatIsLookedUp(@ForAll("mixtures") String filter) {
        Assume.that(FilterCheck.complaint(filter).isEmpty());
        Assume.that(TAKES_NAMES.stream().noneMatch(filter::contains));
        Matcher run = RUN.matcher(filter);
        while (run.find()) {
            String word = run.group();
            boolean besideColon = filter.startsWith(":", run.end()) || filter.startsWith(":", run.start() - 1);
            assertTrue(
                    Vocabulary.knows(word) || numeric(word) || (besideColon && group(word)),
                    () -> word + " in " + filter);
        }
    }

    /** Whether it is a number, an IPv4 address, or a MAC address. */
    private static boolean numeric(String run) {
        String lower = run.toLowerCase(Locale.ROOT);
        return lower.matches("(0x[0-9a-f]+|[0-9]+)(\\.(0x[0-9a-f]+|[0-9]+))*")
                || lower.matches("[0-9a-f]{1,2}([.-][0-9a-f]{1,2}){5}|[0-9a-f]{4}(\\.[0-9a-f]{4}){2}|[0-9a-f]{12}");
    }

    /**
     * Whether it is a group of an IPv6 address. A sum or a keyword may follow it without a blank: tcpdump separates
     * them.
     */
    private static boolean group(String run) {
        return Stream.concat(Stream.of(""), Vocabulary.all().stream())
                .filter(run::endsWith)
                .map(word -> run.substring(0, run.length() - word.length()))
                .anyMatch(rest -> rest.matches("[0-9A-Fa-fx.-]*"));
    }

    @Property(tries = 2000)
    void aRefusedFilterStaysRefusedWithMoreTerms(@ForAll("mixtures") String filter) {
        Optional<String> complaint = FilterCheck.complaint(filter);
        Assume.that(complaint.isPresent());
        assertTrue(FilterCheck.complaint(filter + " and tcp").isPresent(), filter);
    }

    @Provide
    Arbitrary<String> mixtures() {
        Arbitrary<String> words = Arbitraries.of(
                "tcp", "host", "and", "or", "not", "src", "len", "proto", "\\tcp", "tcp-syn", "http", "example", "com");
        Arbitrary<String> values = Arbitraries.of(
                "80", "10.0.0.1", "fe80::1", "0a:58:0a:80:02:2b", "1", "0x1f", "dead", "beef", "8000-8080");
        Arbitrary<String> signs =
                Arbitraries.of(" ", " ", " ", " ", "(", ")", "[", "]", "!", "=", "-", ".", ":", "&", "/", "\\");
        Arbitrary<String> foreign = Arbitraries.of("\r", "\u0000", "\u202e", "é", "$", "'", ";", "_");
        return Arbitraries.frequencyOf(
                        Tuple.of(6, words), Tuple.of(4, values), Tuple.of(12, signs), Tuple.of(1, foreign))
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }
}
