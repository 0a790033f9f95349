package io.nettools.analyser.redaction;

/**
 * Letters and digits without separators, and whether a person could have chosen them. The measure is the surprise of
 * each character behind the one before, in bits: 3 to 4 in names and words, 5 to 6 in random text.
 *
 * @param text letters and digits of ASCII
 */
record Atom(String text) {
    /**
     * Average above which an atom is no word. At twelve letters 1 of 100 words is taken for random, and 3 of 100 random
     * atoms for a word.
     */
    static final double READABLE_BITS = 4.7;
    /**
     * Length of the parts whose surprise is measured on their own. At most 1 of 1,000 words has a part above the limit.
     */
    private static final int PART = 16;

    private static final double PART_BITS = 5.1;
    /** Shortest atom whose average is meaningful. */
    private static final int SHORT = 5;
    /** Fewest changes between letters and digits that no person would write: {@code v1beta1} has one less. */
    private static final int MANY_TURNS = 4;
    /** Fewest hexadecimal digits that are more than an abbreviated hash. */
    private static final int LONG_HEX = 16;
    /**
     * Fewest digits of a long number: more than in a time in milliseconds or to the second (20241129120000), as many as
     * in a short card number.
     */
    static final int LONG_NUMBER = 15;

    private static final int CAPITAL_AFTER_SMALL = 6;
    private static final int DIGIT_AFTER_LETTER = 4;
    private static final int DIGIT_AFTER_DIGIT = 4;
    private static final int LETTER_AFTER_DIGIT = 7;

    /**
     * Surprise of a letter (column) behind another one (row), a to z: -log2 of its frequency, at most 9. It was counted
     * in the 21,520 words that occur five times or more in the sources and documents of Kubernetes, Go, Perl and
     * Python.
     */
    private static final String[] BITS = {
        "74447658596343949343667768",
        "35553678368367469446499869",
        "37563673594468269554578979",
        "36552567388566469446577869",
        "56435568698453757234767578",
        "46553377299467379455598959",
        "48682754399554469346478877",
        "28762899397666379464587969",
        "55455559997452459544859796",
        "36653677386777357746385988",
        "37762665397565468545467969",
        "37652679297377369755569949",
        "25762779397658439856588969",
        "47443538486675479733668978",
        "66457658686442549344455779",
        "36673775497477349354577979",
        "77767887588567768656067878",
        "37552769396555369544568959",
        "58473774396667458742477968",
        "38672784298567469345587858",
        "54564659597443749333889788",
        "38671778298666479656899889",
        "28653774397574379446798879",
        "34443477499767639753679569",
        "46564768488444529534566877",
        "37881795387658479766587955"
    };

    int length() {
        return text.length();
    }

    boolean number() {
        return text.chars().allMatch(Atom::isDigit);
    }

    /** Whether no person would write it: random text, long hexadecimal, or a long number. */
    boolean drawn() {
        if (digitsInARow() >= LONG_NUMBER || longHex()) {
            return true;
        }
        boolean surprising = length() >= SHORT && bits() > READABLE_BITS * (length() - 1);
        return !number() && (surprising || turns() >= MANY_TURNS || partDrawn());
    }

    /** Whether a part of it is so surprising that words around it do not matter. */
    private boolean partDrawn() {
        int bits = 0;
        for (int i = 1; i < length(); i++) {
            bits += bits(i);
            bits -= i > PART ? bits(i - PART) : 0;
            if (i >= PART && bits > PART_BITS * PART) {
                return true;
            }
        }
        return false;
    }

    int digitsInARow() {
        int most = 0;
        int row = 0;
        for (int i = 0; i < length(); i++) {
            row = isDigit(text.charAt(i)) ? row + 1 : 0;
            most = Math.max(most, row);
        }
        return most;
    }

    /** Number of changes between letters and digits. */
    private int turns() {
        int turns = 0;
        for (int i = 1; i < length(); i++) {
            turns += isDigit(text.charAt(i)) == isDigit(text.charAt(i - 1)) ? 0 : 1;
        }
        return turns;
    }

    private boolean longHex() {
        return hex() && length() >= LONG_HEX && text.chars().anyMatch(Atom::isDigit);
    }

    /** Whether all characters are hexadecimal digits, with letters in one case. */
    boolean hex() {
        return text.chars().allMatch(c -> isDigit(c) || (c >= 'a' && c <= 'f'))
                || text.chars().allMatch(c -> isDigit(c) || (c >= 'A' && c <= 'F'));
    }

    /** Whether it is a word, a number of a few digits, or a letter with such a number (v1). */
    boolean plain(int digits) {
        boolean lettersAlone = text.chars().noneMatch(Atom::isDigit);
        return lettersAlone ? !drawn() : counted(digits) && (number() || Atom.isDigit(text.charAt(1)));
    }

    /** Whether it is a word, perhaps with a number of a few digits behind it (port8080), or such a number. */
    boolean counted(int digits) {
        int letters = 0;
        while (letters < length() && !isDigit(text.charAt(letters))) {
            letters++;
        }
        boolean counted = text.chars().skip(letters).allMatch(Atom::isDigit) && length() - letters <= digits;
        return counted && !new Atom(text.substring(0, letters)).drawn();
    }

    int bits() {
        int bits = 0;
        for (int i = 1; i < length(); i++) {
            bits += bits(i);
        }
        return bits;
    }

    /** Surprise of the character at {@code i}. */
    private int bits(int i) {
        char before = text.charAt(i - 1);
        char c = text.charAt(i);
        if (isDigit(c)) {
            return isDigit(before) ? DIGIT_AFTER_DIGIT : DIGIT_AFTER_LETTER;
        }
        if (isDigit(before)) {
            return LETTER_AFTER_DIGIT;
        }
        if (isSmall(before) && !isSmall(c)) {
            return CAPITAL_AFTER_SMALL;
        }
        return BITS[(before | 0x20) - 'a'].charAt((c | 0x20) - 'a') - '0';
    }

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    static boolean isSmall(int c) {
        return c >= 'a' && c <= 'z';
    }

    static boolean isLetterOrDigit(int c) {
        return isSmall(c) || (c >= 'A' && c <= 'Z') || isDigit(c);
    }
}
