package io.nettools.analyser.redaction;

import java.util.ArrayList;
import java.util.List;

/**
 * A request target without what may be secret, each such part replaced by three dots: all behind the first character that some server takes
 * for the end of the path or of a name ({@code ? # ; & =}), what stands before an {@code @}, and segments that look like a secret. What is
 * shown is as it was sent; what is decided is decided of the text without its escapes. What was shown once stays as it is.
 */
final class ShownTarget {
    private static final String HIDDEN = "...";
    private static final String ENDS = "?#;&=";
    /** So many segments may come behind a word that says that a secret follows: {@code /hooks/T0/B0/secret}. */
    private static final int EXPECTED = 3;

    private final String raw;
    private final boolean cut;
    private final Decoded decoded;
    private final int end;
    private final List<Piece> pieces = new ArrayList<>();
    private final int pathBegin;

    private ShownTarget(String raw, boolean cut) {
        this.raw = raw;
        this.cut = cut;
        decoded = Decoded.of(raw);
        end = end();
        split();
        pathBegin = pathBegin();
        hideUsers();
        hideSecrets();
        hideBesideSecrets();
        if (cutInPath()) {
            pieces.getLast().hide(); // who knows what it would have become
        }
    }

    static String of(String raw, boolean cut, Paths paths) {
        return new ShownTarget(raw, cut).text(paths);
    }

    private boolean cutInPath() {
        return cut && end == decoded.length();
    }

    private int end() {
        int at = 0;
        while (at < decoded.length() && !ends(decoded.at(at))) {
            at++;
        }
        return at;
    }

    /** A line's end belongs to no path: what follows would be a header field, and a zero byte ends a name in C. */
    private static boolean ends(char c) {
        return ENDS.indexOf(c) >= 0 || c == '\r' || c == '\n' || c == 0;
    }

    private void split() {
        int begin = 0;
        for (int i = 0; i <= end; i++) {
            if (i == end || isSlash(decoded.at(i))) {
                pieces.add(new Piece(raw, decoded, begin, i));
                begin = i + 1;
            }
        }
    }

    private static boolean isSlash(char c) {
        return c == '/' || c == '\\';
    }

    /** Behind the authority of {@code scheme://authority/path} and of {@code authority}, RFC 9112 §3.2.2 and §3.2.3. */
    private int pathBegin() {
        if (pieces.getFirst().empty()) {
            return 1;
        }
        boolean scheme = pieces.size() > 2
                && pieces.getFirst().endsLikeScheme()
                && pieces.get(1).empty();
        return scheme ? 3 : 1;
    }

    private void hideUsers() {
        int lastWithAt = lastWithAt();
        for (int i = 0; i < pieces.size(); i++) {
            Piece piece = pieces.get(i);
            if (!mayBeAuthority(i)) {
                piece.hidePassword();
                continue;
            }
            // a password that has a slash ends at the last @
            int last = piece.likeAuthority() ? i : Math.max(i, lastWithAt);
            pieces.subList(i, last).forEach(Piece::hide);
            pieces.get(last).hideUser();
            i = last;
        }
    }

    private boolean mayBeAuthority(int i) {
        if (i == 0) {
            return pathBegin == 1 && !pieces.getFirst().empty();
        }
        return (i > 1 && pieces.get(i - 1).empty()) || pieces.get(i - 1).endsLikeScheme();
    }

    private int lastWithAt() {
        int last = pieces.size() - 1;
        while (last >= 0 && !pieces.get(last).hasAt()) {
            last--;
        }
        return last;
    }

    private void hideSecrets() {
        int expected = 0;
        for (int i = 0; i < pieces.size(); i++) {
            Piece piece = pieces.get(i);
            if (i < pathBegin) {
                piece.hideKnownToken();
                continue;
            }
            Segment segment = piece.segment();
            boolean named = i > pathBegin && pieces.get(i - 1).segment().word();
            if (piece.secret() || (expected > 0 && !segment.plain()) || (segment.uuid() && !named)) {
                piece.hide();
            }
            expected = segment.telling() ? EXPECTED : Math.max(0, expected - 1);
        }
    }

    /** Base64 has slashes: what looks like its other pieces goes with a secret. */
    private void hideBesideSecrets() {
        for (int i = pathBegin + 1; i < pieces.size(); i++) {
            if (pieces.get(i - 1).hidden() && pieces.get(i).segment().maybePieceOfBase64()) {
                pieces.get(i).hide();
            }
        }
        for (int i = pieces.size() - 2; i >= pathBegin; i--) {
            if (pieces.get(i + 1).hidden() && pieces.get(i).segment().maybePieceOfBase64()) {
                pieces.get(i).hide();
            }
        }
    }

    private String text(Paths paths) {
        int last = last(paths);
        StringBuilder text = new StringBuilder(raw.length() + HIDDEN.length());
        for (int i = 0; i < pieces.size(); i++) {
            Piece piece = pieces.get(i);
            if (i >= pathBegin && i > last) {
                boolean more = i < pieces.size() - 1 || !piece.empty() || end < decoded.length() || cut;
                return more ? text.append(HIDDEN).toString() : text.toString();
            }
            text.append(piece.shown());
            if (i < pieces.size() - 1) {
                text.append(raw, decoded.origin(piece.end()), decoded.origin(piece.end() + 1));
            }
        }
        if (cutInPath() && pieces.getLast().empty()) {
            text.append(HIDDEN);
        }
        if (end < decoded.length()) {
            text.append(raw, decoded.origin(end), decoded.origin(end + 1)).append(HIDDEN);
        }
        return text.toString();
    }

    /** The last piece that may be shown. */
    private int last(Paths paths) {
        return switch (paths) {
            case Shown -> pieces.size() - 1;
            case FirstSegment -> firstSegment();
            case None -> pathBegin - 1;
        };
    }

    private int firstSegment() {
        int first = pathBegin;
        while (first < pieces.size() - 1 && pieces.get(first).empty()) {
            first++;
        }
        return first;
    }
}
