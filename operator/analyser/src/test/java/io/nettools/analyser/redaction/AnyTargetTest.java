package io.nettools.analyser.redaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Properties of any target (T8): a shown target stays as it is, it is the sent one with dots, and planted secrets are
 * not in it.
 */
class AnyTargetTest {
    /** Fewest consecutive characters that are a part of a secret. */
    private static final int PART = 8;

    private static final String DIGITS = "0123456789";
    private static final String SMALL = "abcdefghijklmnopqrstuvwxyz";
    private static final String PLAIN = SMALL.toUpperCase(java.util.Locale.ROOT) + SMALL + DIGITS;

    /** Kinds of secrets: their beginning, the characters that are drawn, and their number. */
    private static final List<Kind> KINDS = List.of(
            new Kind("ghp_", PLAIN, 36),
            new Kind("gho_", PLAIN, 36),
            new Kind("ghs_", PLAIN, 36),
            new Kind("github_pat_", PLAIN + "_", 59),
            new Kind("glpat-", PLAIN + "-_", 20),
            new Kind("xoxb-123456789012-", PLAIN, 24),
            new Kind("xoxp-123456789012-", "0123456789abcdef", 32),
            new Kind("sk-", PLAIN, 48),
            new Kind("sk_live_", PLAIN, 24),
            new Kind("AKIA", SMALL.toUpperCase(java.util.Locale.ROOT) + "234567", 16),
            new Kind("ASIA", SMALL.toUpperCase(java.util.Locale.ROOT) + "234567", 16),
            new Kind("AIza", PLAIN + "-_", 35),
            new Kind("ya29.", PLAIN + "-_", 60),
            new Kind("eyJhbGciOiJIUzI1NiJ9.eyJ", PLAIN + "-_", 43),
            new Kind("SG.", PLAIN + "-_", 66),
            new Kind("npm_", PLAIN, 36),
            new Kind("dop_v1_", "0123456789abcdef", 64),
            new Kind("hvs.", PLAIN, 24),
            new Kind("bot110201543:AA", PLAIN + "-_", 33),
            new Kind("", "0123456789abcdef", 32),
            new Kind("", "0123456789abcdef", 40),
            new Kind("", PLAIN, 32),
            new Kind("", PLAIN + "-_", 43),
            new Kind("", DIGITS, 16));

    private record Kind(String beginning, String signs, int length) {
        String drawn(Random random) {
            StringBuilder secret = new StringBuilder(beginning);
            for (int i = 0; i < length; i++) {
                secret.append(signs.charAt(random.nextInt(signs.length())));
            }
            return secret.toString();
        }
    }

    private static String shown(String target) {
        return RequestTarget.of(target, false).shown(Paths.Shown);
    }

    @Property
    void aShownTargetStaysAsItIs(@ForAll("targets") String target, @ForAll Paths paths) {
        String once = RequestTarget.of(target, false).shown(paths);
        assertEquals(once, RequestTarget.of(once, false).shown(paths));
        assertEquals(once, shown(once));
    }

    /** The part behind a hidden password is judged as it is shown; otherwise it would be hidden the next time. */
    @Example
    void aFileNameBehindAPasswordStaysHidden() {
        String once = shown("/user:pw@main.8f3a9c1b.js0A");
        assertEquals(once, shown(once));
    }

    @Property
    void aShownTargetIsTheSentOneWithDots(@ForAll("targets") String target, @ForAll Paths paths, @ForAll boolean cut) {
        String shown = RequestTarget.of(target, cut).shown(paths);
        int at = 0;
        for (String part : shown.split("\\.\\.\\.", -1)) {
            int found = target.indexOf(part, at);
            assertTrue(found >= 0, () -> target + " has no " + part);
            at = found + part.length();
        }
        assertTrue(shown.replace(".", "").length() <= target.replace(".", "").length());
    }

    /** The text around a secret and the number of escapes are those of an attacker, or of a chain of proxies. */
    @Property(tries = 5000, seed = "21")
    void aPlantedSecretIsNotShown(
            @ForAll("kinds") Kind kind,
            @ForAll("around") String before,
            @ForAll("around") String after,
            @ForAll long lot,
            @ForAll("escaping") Escaping escaping) {
        Random random = new Random(lot);
        String secret = kind.drawn(random);
        String planted = "/api/" + before + escaping.of(secret, random) + after;
        String shown = shown(planted);
        String decoded = allOf(Decoded.of(shown));
        for (int i = kind.beginning().length(); i + PART <= secret.length(); i++) {
            String part = secret.substring(i, i + PART);
            assertFalse(decoded.contains(part), () -> planted + " is shown as " + shown);
        }
    }

    private static String allOf(Decoded decoded) {
        return decoded.text(0, decoded.length());
    }

    /** Ways in which a secret is escaped in a path. */
    private enum Escaping {
        None(0),
        Some(0),
        Each(0),
        Twice(1),
        Thrice(2);

        private final int again;

        /** @param again number of times that the percent sign of an escape is escaped itself */
        Escaping(int again) {
            this.again = again;
        }

        String of(String secret, Random random) {
            StringBuilder escaped = new StringBuilder();
            for (byte one : secret.getBytes(StandardCharsets.US_ASCII)) {
                boolean escapes = this != None && (this != Some || random.nextInt(3) == 0);
                String hex = random.nextBoolean() ? String.format("%02X", one) : String.format("%02x", one);
                escaped.append(escapes ? "%" + "25".repeat(again) + hex : (char) one + "");
            }
            return escaped.toString();
        }
    }

    @Provide
    Arbitrary<Kind> kinds() {
        return Arbitraries.of(KINDS);
    }

    @Provide
    Arbitrary<Escaping> escaping() {
        return Arbitraries.of(Escaping.values());
    }

    @Provide
    Arbitrary<String> around() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        "", "/", "users/", "/users", "-", "a", ":", "@", "web-", ".html", "%2F", "x%20", ",", "~",
                        "..."),
                Arbitraries.strings()
                        .withChars("ab1/-_.~:@,%2F(")
                        .ofMaxLength(12)
                        .filter(text -> !text.endsWith("%%")));
    }

    @Provide
    Arbitrary<String> targets() {
        Arbitrary<String> pieces = Arbitraries.oneOf(
                Arbitraries.of(
                        "/",
                        "//",
                        "http://",
                        "user:pw@",
                        "reset",
                        "users",
                        "%3F",
                        "%2F",
                        "%25",
                        "..",
                        "...",
                        "v1",
                        "550e8400-e29b-41d4-a716-446655440000",
                        "main.8f3a9c1b.js",
                        "0123456789abcdef0",
                        "\\x",
                        "a",
                        "=",
                        "?",
                        ":",
                        "@",
                        "web-7d4b9c6f5d-x2x9z",
                        "K7MDENG",
                        "sha256:"),
                Arbitraries.strings().withCharRange('\0', '\u00ff').ofMaxLength(6),
                Arbitraries.strings().withCharRange('!', '~').ofMaxLength(20));
        return Combinators.combine(Arbitraries.of("", "/"), pieces.list().ofMaxSize(8))
                .as((begin, list) -> begin + String.join("", list));
    }
}
