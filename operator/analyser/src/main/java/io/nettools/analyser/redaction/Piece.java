package io.nettools.analyser.redaction;

/** The part of a target between two slashes, and the index from which on it may be shown. */
final class Piece {
    private static final String HIDDEN = "...";

    private final Decoded decoded;
    private final int begin;
    private final int end;
    private final Segment whole;
    private final String sent;
    private Segment segment;
    private int shownFrom;

    Piece(String raw, Decoded decoded, int begin, int end) {
        this.decoded = decoded;
        this.begin = begin;
        this.end = end;
        whole = new Segment(decoded.text(begin, end));
        segment = whole;
        sent = raw.substring(decoded.origin(begin), decoded.origin(end));
        shownFrom = begin;
    }

    int end() {
        return end;
    }

    boolean empty() {
        return begin == end;
    }

    /** Its shown part, by which it is judged, so that a target that was shown stays as it is. */
    Segment segment() {
        return segment;
    }

    /** Whether it looks like a secret, at any place in the path. */
    boolean secret() {
        return whole.secret() || segment.secret() || (sent.length() != end - begin && whole.longNumberBehindEscape());
    }

    void hide() {
        shownFrom = empty() ? begin : end;
    }

    boolean hidden() {
        return !empty() && shownFrom == end;
    }

    /** Whether it looks like a scheme with its colon, as {@code http:}. */
    boolean endsLikeScheme() {
        if (end - begin < 2 || decoded.at(end - 1) != ':') {
            return false;
        }
        for (int i = begin; i < end - 1; i++) {
            char c = decoded.at(i);
            if (!Atom.isLetterOrDigit(c) && c != '+' && c != '-' && c != '.') {
                return false;
            }
        }
        return true;
    }

    boolean hasAt() {
        return at() >= begin;
    }

    /** Index of the last {@code @}; an index before the piece without one. */
    private int at() {
        int at = end - 1;
        while (at >= begin && decoded.at(at) != '@') {
            at--;
        }
        return at;
    }

    /** Whether it looks like {@code host} or {@code host:port}, or has an {@code @}. */
    boolean likeAuthority() {
        return hasAt() || likeHost(begin);
    }

    private boolean likeHost(int from) {
        int close = from;
        while (close < end && (Atom.isLetterOrDigit(decoded.at(close)) || "-._~[]%".indexOf(decoded.at(close)) >= 0)) {
            close++;
        }
        if (from < end && decoded.at(from) == '[') {
            close = decoded.text(from, end).indexOf(']') + 1 + from;
        }
        boolean port = close < end && decoded.at(close) == ':';
        for (int i = close + 1; i < end; i++) {
            port &= Atom.isDigit(decoded.at(i));
        }
        return close == end || (port && end - close <= "65535".length() + 1);
    }

    /** Hides the part of an authority before its last {@code @}, or all of it if the rest cannot be a host. */
    void hideUser() {
        int at = at();
        if (at >= begin) {
            showFrom(at);
        }
        if (!likeHost(Math.max(at + 1, begin)) && !bare()) {
            hide();
        }
    }

    /**
     * Whether it has only dots and other signs: a target of another form, such as {@code *}, or a part hidden before.
     */
    private boolean bare() {
        for (int i = begin; i < end; i++) {
            if (Atom.isLetterOrDigit(decoded.at(i))) {
                return false;
            }
        }
        return true;
    }

    /** Hides {@code user:password} before an {@code @} in any segment. */
    void hidePassword() {
        int at = at();
        for (int i = begin; i < at; i++) {
            if (decoded.at(i) == ':') {
                showFrom(at);
                return;
            }
        }
    }

    private void showFrom(int at) {
        shownFrom = at;
        segment = new Segment(HIDDEN + decoded.text(at, end));
    }

    void hideKnownToken() {
        if (TokenFormat.in(decoded.text(begin, end))) {
            hide();
        }
    }

    String shown() {
        String rest = sent.substring(decoded.origin(shownFrom) - decoded.origin(begin));
        return shownFrom > begin ? HIDDEN + rest : rest;
    }
}
