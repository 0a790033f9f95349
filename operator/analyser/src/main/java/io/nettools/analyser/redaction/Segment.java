package io.nettools.analyser.redaction;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A segment of a path without its escapes, and whether it looks like a secret. A short secret that is made of words
 * cannot be recognised.
 */
final class Segment {
    /** Fewest random characters in one piece that are a secret. The hash of a ReplicaSet has ten. */
    private static final int DRAWN = 12;

    private static final int DRAWN_IN_PIECES = 16;
    /** Longest hash in the name of a web page's file; bundlers make them of 8 to 20 digits. */
    private static final int FILE_HASH = 20;
    /**
     * Characters of names that Kubernetes generates: no vowels, and none that could be mistaken (apimachinery,
     * util/rand).
     */
    private static final String GENERATED = "bcdfghjklmnpqrstvwxz2456789";

    private static final Set<String> PAGE_PARTS = Set.of(
            "js", "mjs", "css", "map", "woff", "woff2", "ttf", "svg", "png", "jpg", "jpeg", "gif", "webp", "avif",
            "ico", "wasm");
    private static final String DIGEST = "sha256:";
    private static final int DIGEST_LENGTH = DIGEST.length() + 64;

    /** Words behind which a link has its secret, even a short one or a UUID. */
    private static final Set<String> TELLING = Set.of(
            "activate",
            "activation",
            "apikey",
            "callback",
            "code",
            "confirm",
            "confirmation",
            "credential",
            "credentials",
            "hook",
            "hooks",
            "invitation",
            "invite",
            "invites",
            "jsessionid",
            "jwt",
            "key",
            "login",
            "magic",
            "otp",
            "passcode",
            "passwd",
            "password",
            "pwd",
            "recover",
            "recovery",
            "register",
            "reset",
            "secret",
            "session",
            "sessionid",
            "sessions",
            "share",
            "shared",
            "sid",
            "signin",
            "signup",
            "sso",
            "ticket",
            "token",
            "tokens",
            "unlock",
            "unsubscribe",
            "verification",
            "verify",
            "webhook",
            "webhooks");

    private static final int UUID = 36;
    /** Digits of a time to the second: 20241129120000. */
    private static final int LONGEST_NUMBER = 14;
    /** Most digits of a plain number; a longer one behind a telling word is a code. */
    private static final int FEW_DIGITS = 3;

    private final String text;
    private final List<Atom> atoms = new ArrayList<>();
    private int longestDrawn;
    private int strayBytes;

    Segment(String text) {
        this.text = text;
        int begin = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || !Atom.isLetterOrDigit(text.charAt(i))) {
                if (i > begin) {
                    atoms.add(new Atom(text.substring(begin, i)));
                }
                begin = i + 1;
            }
        }
        strayBytes = NotText.bytes(text);
        longestDrawn = longestDrawn();
    }

    /** Whether it looks like a secret, at any place in the path. */
    boolean secret() {
        if (digest()) {
            return false;
        }
        return TokenFormat.in(text) || longestDrawn >= DRAWN_IN_PIECES || cardNumber() || namedSecret();
    }

    /** Whether it has a number that may be long, as decoding may have taken four of its digits for those of escapes. */
    boolean longNumberBehindEscape() {
        return atoms.stream().anyMatch(atom -> atom.digitsInARow() >= Atom.LONG_NUMBER - 4);
    }

    /** Whether it may be a part of a secret in base64, which can have slashes (RFC 4648 §4). */
    boolean maybePieceOfBase64() {
        return text.chars().allMatch(c -> Atom.isLetterOrDigit(c) || c == '+')
                && atoms.stream().anyMatch(atom -> atom.drawn() || !atom.counted(LONGEST_NUMBER));
    }

    /** Whether it is made of words, numbers of a few digits, and versions. */
    boolean plain() {
        return strayBytes == 0
                && (pagePart() || atoms.stream().allMatch(atom -> telling(atom) || atom.plain(FEW_DIGITS)));
    }

    /** Whether a secret may follow it. */
    boolean telling() {
        return atoms.stream().anyMatch(Segment::telling);
    }

    /** Whether it has a telling word: {@code reset}, {@code RESET}, {@code passwordReset}. */
    private static boolean telling(Atom atom) {
        if (TELLING.contains(atom.text().toLowerCase(Locale.ROOT))) {
            return true;
        }
        int begin = 0;
        for (int i = 1; i <= atom.length(); i++) {
            if (i == atom.length()
                    || (Atom.isSmall(atom.text().charAt(i - 1))
                            && !Atom.isSmall(atom.text().charAt(i)))) {
                if (TELLING.contains(atom.text().substring(begin, i).toLowerCase(Locale.ROOT))) {
                    return true;
                }
                begin = i;
            }
        }
        return false;
    }

    /** Whether it is a word that names the next segment, as a collection does. */
    boolean word() {
        return !atoms.isEmpty()
                && !telling()
                && atoms.stream()
                        .allMatch(atom ->
                                atom.counted(1) && !Atom.isDigit(atom.text().charAt(0)));
    }

    /** Whether it is a UUID (RFC 9562 §4), which is the name of a thing as often as a secret. */
    boolean uuid() {
        return text.length() == UUID && uuidAt(0);
    }

    /** Whether it has a secret with its name: {@code token-9f8e7d}, {@code key:abc1}. */
    private boolean namedSecret() {
        return telling() && !plain();
    }

    /** Whether it is a digest, the name of content in a container registry. */
    private boolean digest() {
        return text.length() == DIGEST_LENGTH
                && text.startsWith(DIGEST)
                && atoms.size() == 2
                && atoms.getLast().hex();
    }

    private boolean cardNumber() {
        int digits = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Atom.isDigit(c) && c != '-' && c != ' ') {
                return false;
            }
            digits += Atom.isDigit(c) ? 1 : 0;
        }
        return digits > LONGEST_NUMBER;
    }

    private boolean pagePart() {
        return atoms.size() > 2
                && PAGE_PARTS.contains(atoms.getLast().text())
                && text.endsWith("." + atoms.getLast().text());
    }

    /** Most random characters in consecutive pieces; a long piece counts as enough on its own. */
    private int longestDrawn() {
        if (longRunDrawn()) {
            return DRAWN_IN_PIECES;
        }
        boolean page = pagePart();
        int skipped = generated();
        int longest = strayBytes * 2;
        int together = 0;
        int at = 0;
        for (int i = 0; i < atoms.size() - skipped; i++) {
            Atom atom = atoms.get(i);
            at = text.indexOf(atom.text(), at);
            if (uuidAt(at)) {
                i += 4;
                at += UUID;
                together = 0;
                continue;
            }
            boolean fileHash = page && i > 0 && atom.hex() && atom.length() <= FILE_HASH;
            together = atom.drawn() && !fileHash ? together + atom.length() : 0;
            longest =
                    Math.max(longest, atom.drawn() && !fileHash && atom.length() >= DRAWN ? DRAWN_IN_PIECES : together);
            at += atom.length();
        }
        return longest;
    }

    /**
     * Whether its pieces together look random. Base64url has hyphens and underscores (RFC 4648 §5), which may leave
     * pieces that are too short to judge on their own.
     */
    private boolean longRunDrawn() {
        int length = 0;
        int bits = 0;
        int pairs = 0;
        for (Atom atom : atoms.subList(0, atoms.size() - generated())) {
            if (!atom.number()) {
                length += atom.length();
                pairs += atom.length() - 1;
                bits += atom.bits();
            }
        }
        return length >= DRAWN_IN_PIECES && bits > Atom.READABLE_BITS * pairs && !pagePart() && !uuidInside();
    }

    private boolean uuidInside() {
        for (int i = 0; i <= text.length() - UUID; i++) {
            if (uuidAt(i)) {
                return true;
            }
        }
        return false;
    }

    /** Number of pieces at the end that Kubernetes generated behind a name: one for a ReplicaSet, two for its pods. */
    private int generated() {
        int count = atoms.size();
        if (count > 2 && generated(atoms.get(count - 1), 5, 5) && generated(atoms.get(count - 2), 6, 10)) {
            return 2;
        }
        return count > 1 && generated(atoms.getLast(), 5, 10) ? 1 : 0;
    }

    private static boolean generated(Atom atom, int shortest, int longest) {
        return atom.length() >= shortest
                && atom.length() <= longest
                && atom.text().chars().allMatch(c -> GENERATED.indexOf(c) >= 0);
    }

    private boolean uuidAt(int begin) {
        if (begin < 0 || text.length() - begin < UUID) {
            return false;
        }
        for (int i = 0; i < UUID; i++) {
            char c = text.charAt(begin + i);
            boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
            boolean fits = hyphen ? c == '-' : Atom.isDigit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
            if (!fits) {
                return false;
            }
        }
        return begin + UUID == text.length() || !Atom.isLetterOrDigit(text.charAt(begin + UUID));
    }
}
