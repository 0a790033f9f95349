package io.nettools.analyser.line;

import io.nettools.analyser.http.RequestLine;
import io.nettools.analyser.http.StatusLine;
import io.nettools.analyser.packet.Bytes;
import io.nettools.analyser.redaction.ShownText;
import io.nettools.analyser.text.Printable;
import io.nettools.analyser.text.Quoted;
import java.util.Optional;

/**
 * The first line of an HTTP message, as print-http.c and txtproto_print of util-print.c. Only request and status lines
 * are shown, in quotation marks: other lines that tcpdump shows may be payload.
 */
final class HttpText {
    private static final int STATUS = "HTTP/1.1 200".length();
    private static final int LONGEST = 200;

    private HttpText() {}

    /** @param length of the payload on the wire */
    static void write(Line line, int from, int length) {
        line.add(": HTTP");
        Bytes bytes = line.bytes();
        int limit = Math.min(line.end(), from + length);
        int lineEnd = from;
        while (lineEnd < limit && isText(bytes.u8(lineEnd))) {
            lineEnd++;
        }
        boolean endMissing = lineEnd == limit || (lineEnd + 1 == limit && bytes.u8(lineEnd) == '\r');
        if (endMissing && limit < from + length) {
            writeCut(line, from, limit);
            return;
        }
        boolean ended = lineEnd < limit && isLineEnd(bytes, lineEnd, limit);
        Optional<String> shown = shown(line, from, lineEnd);
        if (shown.isPresent() && (ended || lineEnd == limit)) {
            line.add(": ").add(Quoted.of(Printable.of(shown.orElseThrow(), LONGEST), LONGEST));
        }
        if (shown.isPresent() && lineEnd == limit) {
            line.truncated("http");
        }
    }

    /** Writes only a mark for a line that the snap length cut, if its first words are there, as tcpdump does. */
    private static void writeCut(Line line, int from, int limit) {
        boolean status = limit - from > STATUS && StatusLine.code(line.bytes(), from, limit) > 0;
        if (status || RequestLine.beginsAt(line.bytes(), from, limit)) {
            line.truncated("http");
        }
    }

    private static boolean isText(int c) {
        return (c >= ' ' && c <= '~') || c == '\t';
    }

    private static boolean isLineEnd(Bytes bytes, int at, int limit) {
        return bytes.u8(at) == '\n' || (at + 1 < limit && bytes.u8(at) == '\r' && bytes.u8(at + 1) == '\n');
    }

    private static Optional<String> shown(Line line, int from, int lineEnd) {
        Bytes bytes = line.bytes();
        if (StatusLine.code(bytes, from, lineEnd) > 0) {
            int phrase = from + STATUS;
            return Optional.of(bytes.ascii(from, phrase) + ShownText.sentence(bytes.ascii(phrase, lineEnd)));
        }
        RequestLine request = new RequestLine();
        return request.read(bytes, from, lineEnd)
                ? Optional.of(request.method() + " " + request.target().shown(line.paths()) + request.version())
                : Optional.empty();
    }
}
