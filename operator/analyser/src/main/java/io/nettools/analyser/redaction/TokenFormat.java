package io.nettools.analyser.redaction;

/** Secrets that can be told by how they begin, as their issuers document it so that scanners find them. */
enum TokenFormat {
    GITHUB(Alphabet.Word, 10, "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_"),
    GITLAB(Alphabet.Url, 8, "glpat-", "gldt-", "glrt-", "glptt-", "glcbt-", "glsoat-", "glft-"),
    SLACK(Alphabet.Url, 8, "xoxa-", "xoxb-", "xoxe-", "xoxp-", "xoxr-", "xoxs-", "xoxo-", "xapp-"),
    STRIPE(Alphabet.Word, 8, "sk_live_", "sk_test_", "rk_live_", "rk_test_", "whsec_"),
    OPENAI(Alphabet.Url, 16, "sk-proj-", "sk-ant-", "sk-svcacct-"),
    AWS(Alphabet.Upper, 12, "AKIA", "ASIA", "ABIA", "ACCA"),
    GOOGLE(Alphabet.Url, 16, "AIza", "ya29.", "GOCSPX-"),
    JWT(Alphabet.Url, 8, true, "eyJ"),
    SENDGRID(Alphabet.Url, 12, true, "SG."),
    NPM(Alphabet.Plain, 16, "npm_"),
    DIGITALOCEAN(Alphabet.Word, 16, "dop_v1_", "doo_v1_", "dor_v1_"),
    VAULT(Alphabet.Url, 16, "hvs.", "hvb.", "hvr."),
    PYPI(Alphabet.Url, 16, "pypi-AgE"),
    SHOPIFY(Alphabet.Word, 16, "shpat_", "shpca_", "shppa_", "shpss_"),
    SQUARE(Alphabet.Url, 12, "sq0atp-", "sq0csp-"),
    DOCKER(Alphabet.Url, 12, "dckr_pat_", "dckr_oat_"),
    GRAFANA(Alphabet.Word, 16, "glsa_"),
    ATLASSIAN(Alphabet.Url, 16, "ATATT3", "ATBB"),
    TAILSCALE(Alphabet.Url, 12, "tskey-"),
    HUGGING_FACE(Alphabet.Plain, 16, true, "hf_"),
    LINEAR(Alphabet.Word, 16, "lin_api_"),
    RUBYGEMS(Alphabet.Word, 16, "rubygems_"),
    AGE(Alphabet.Upper, 16, "AGE-SECRET-KEY-");

    private final Alphabet alphabet;
    private final int least;
    private final boolean begins;
    private final String[] beginnings;

    /** What a secret is made of behind its beginning. */
    private enum Alphabet {
        /** Capital letters and digits. */
        Upper,
        /** Letters and digits. */
        Plain,
        /** Letters, digits and the underscore. */
        Word,
        /** Those of base64url, RFC 4648 §5. */
        Url
    }

    /** @param least so many characters behind the beginning at least; short ones are words such as {@code npm_run} */
    TokenFormat(Alphabet alphabet, int least, String... beginnings) {
        this(alphabet, least, false, beginnings);
    }

    /** @param begins whether no letter or digit may be before it, as in {@code surveyJanuary}: the secrets are long and told by that, too */
    TokenFormat(Alphabet alphabet, int least, boolean begins, String... beginnings) {
        this.alphabet = alphabet;
        this.least = least;
        this.begins = begins;
        this.beginnings = beginnings;
    }

    /** Whether a secret of a known format is anywhere in the text. */
    static boolean in(String text) {
        for (TokenFormat format : values()) {
            if (format.isIn(text)) {
                return true;
            }
        }
        return credentials(text) || telegramBot(text);
    }

    private boolean isIn(String text) {
        for (String beginning : beginnings) {
            for (int at = text.indexOf(beginning); at >= 0; at = text.indexOf(beginning, at + 1)) {
                boolean inside = begins && at > 0 && Atom.isLetterOrDigit(text.charAt(at - 1));
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
        return switch (alphabet) {
            case Upper -> plain && !Atom.isSmall(c);
            case Plain -> plain;
            case Word -> plain || c == '_';
            case Url -> plain || c == '_' || c == '-';
        };
    }

    /** The value of an Authorization field (RFC 7617, RFC 6750). */
    private static boolean credentials(String text) {
        return text.regionMatches(true, text.indexOf(' ') - "basic".length(), "basic ", 0, "basic ".length())
                || text.regionMatches(true, text.indexOf(' ') - "bearer".length(), "bearer ", 0, "bearer ".length());
    }

    /** {@code bot123456:ABC…}, or without its first word: core.telegram.org/bots/api#authorizing-your-bot. */
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
