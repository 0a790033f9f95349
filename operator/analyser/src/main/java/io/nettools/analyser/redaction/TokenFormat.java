package io.nettools.analyser.redaction;

import java.util.List;

/**
 * A family of secrets with known beginnings, which their issuers document so that scanners find them.
 *
 * @param signs their characters behind the beginning
 * @param least fewest characters behind the beginning; fewer are words such as {@code npm_run}
 * @param apart whether no letter or digit may be in front of it, as in {@code surveyJanuary}: such secrets are also
 *     recognised by their length
 */
record TokenFormat(Alphabet signs, int least, boolean apart, List<String> beginnings) {
    private static final List<TokenFormat> ALL = List.of(
            of(Alphabet.Word, 10, "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_"),
            of(Alphabet.Url, 8, "glpat-", "gldt-", "glrt-", "glptt-", "glcbt-", "glsoat-", "glft-"),
            of(Alphabet.Url, 8, "xoxa-", "xoxb-", "xoxe-", "xoxp-", "xoxr-", "xoxs-", "xoxo-", "xapp-"),
            of(Alphabet.Word, 8, "sk_live_", "sk_test_", "rk_live_", "rk_test_", "whsec_"),
            of(Alphabet.Url, 16, "sk-proj-", "sk-ant-", "sk-svcacct-"),
            of(Alphabet.Upper, 12, "AKIA", "ASIA", "ABIA", "ACCA"),
            of(Alphabet.Url, 16, "AIza", "ya29.", "GOCSPX-"),
            apart(Alphabet.Url, 8, "eyJ"),
            apart(Alphabet.Url, 12, "SG."),
            of(Alphabet.Plain, 16, "npm_"),
            of(Alphabet.Word, 16, "dop_v1_", "doo_v1_", "dor_v1_"),
            of(Alphabet.Url, 16, "hvs.", "hvb.", "hvr."),
            of(Alphabet.Url, 16, "pypi-AgE"),
            of(Alphabet.Word, 16, "shpat_", "shpca_", "shppa_", "shpss_"),
            of(Alphabet.Url, 12, "sq0atp-", "sq0csp-"),
            of(Alphabet.Url, 12, "dckr_pat_", "dckr_oat_"),
            of(Alphabet.Word, 16, "glsa_"),
            of(Alphabet.Url, 16, "ATATT3", "ATBB"),
            of(Alphabet.Url, 12, "tskey-"),
            apart(Alphabet.Plain, 16, "hf_"),
            of(Alphabet.Word, 16, "lin_api_"),
            of(Alphabet.Word, 16, "rubygems_"),
            of(Alphabet.Upper, 16, "AGE-SECRET-KEY-"));

    /** The characters of a secret behind its beginning. */
    enum Alphabet {
        /** Capital letters and digits. */
        Upper,
        /** Letters and digits. */
        Plain,
        /** Letters, digits and the underscore. */
        Word,
        /** Characters of base64url, RFC 4648 §5. */
        Url
    }

    TokenFormat {
        beginnings = List.copyOf(beginnings);
    }

    private static TokenFormat of(Alphabet signs, int least, String... beginnings) {
        return new TokenFormat(signs, least, false, List.of(beginnings));
    }

    private static TokenFormat apart(Alphabet signs, int least, String... beginnings) {
        return new TokenFormat(signs, least, true, List.of(beginnings));
    }

    /** Whether a secret of a known format is anywhere in the text. */
    static boolean in(String text) {
        for (TokenFormat format : ALL) {
            if (format.isIn(text)) {
                return true;
            }
        }
        return credentials(text) || telegramBot(text);
    }

    private boolean isIn(String text) {
        for (String beginning : beginnings) {
            for (int at = text.indexOf(beginning); at >= 0; at = text.indexOf(beginning, at + 1)) {
                boolean inside = apart && at > 0 && Atom.isLetterOrDigit(text.charAt(at - 1));
                if (!inside && goesOn(text, at + beginning.length())) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean goesOn(String text, int from) {
        int end = from;
        while (end < text.length() && end - from < least && has(text.charAt(end))) {
            end++;
        }
        return end - from == least;
    }

    private boolean has(char c) {
        boolean plain = Atom.isLetterOrDigit(c);
        return switch (signs) {
            case Upper -> plain && !Atom.isSmall(c);
            case Plain -> plain;
            case Word -> plain || c == '_';
            case Url -> plain || c == '_' || c == '-';
        };
    }

    /** Whether it has the value of an Authorization field (RFC 7617, RFC 6750). */
    private static boolean credentials(String text) {
        return text.regionMatches(true, text.indexOf(' ') - "basic".length(), "basic ", 0, "basic ".length())
                || text.regionMatches(true, text.indexOf(' ') - "bearer".length(), "bearer ", 0, "bearer ".length());
    }

    /**
     * Whether it has {@code bot123456:ABC…}, with or without its first word:
     * core.telegram.org/bots/api#authorizing-your-bot.
     */
    private static boolean telegramBot(String text) {
        for (int colon = text.indexOf(':'); colon >= 0; colon = text.indexOf(':', colon + 1)) {
            int digits = colon;
            while (digits > 0 && Atom.isDigit(text.charAt(digits - 1))) {
                digits--;
            }
            boolean named = digits < colon && text.regionMatches(true, digits - 3, "bot", 0, 3);
            if (named || (colon - digits >= 8 && text.length() - colon > 20)) {
                return true;
            }
        }
        return false;
    }
}
