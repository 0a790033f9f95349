package io.nettools.analyser.redaction;

import java.util.ArrayList;
import java.util.List;

/**
 * A request target without the parts that may be secret. Three dots replace each of them: all behind the first
 * character that some server takes for the end of the path or of a name ({@code ? # ; & =}), the part before an
 * {@code @}, and segments that look like a secret. Shown parts are as they were sent; decisions are made by the text
 * without its escapes. A target that was shown once stays as it is.
 */
final class ShownTarget {
    private static final String HIDDEN = "...";
    private static final String ENDS = "?#;&=";
    /** Number of segments behind a telling word that may be its secret: {@code /hooks/T0/B0/secret}. */
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
            pieces.getLast().hide(); // its end is unknown
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

    /**
     * Whether the character ends the path. Behind the end of a line there would be a header field, and a zero byte ends
     * a name in C.
     */
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

    /**
     * Index of the first piece behind the authority, in {@code scheme://authority/path} and {@code authority}, RFC 9112
     * §3.2.2 and §3.2.3.
     */
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

    /** Hides pieces beside a secret that may belong to it, since base64 can have slashes. */
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

    /** Index of the last piece that may be shown. */
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
