package io.nettools.controller.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.event.Level;

/**
 * A line of the log: a JSON object (RFC 8259) of printable ASCII. What users, the API server and the network wrote
 * cannot end it, nor move a terminal's cursor.
 *
 * @param logger its last part is shown
 * @param about fields of the trace that the line is about; empty when it is about none
 */
record LogLine(
        Instant time,
        Level level,
        String logger,
        String message,
        Map<String, String> about,
        Optional<Throwable> error) {
    /** Limit for each text. The longest of ours is a line of the audit log. */
    static final int LENGTH = 16 * 1024;

    private static final String CUT = "…";

    /** The line, without its end. */
    String json() {
        StringBuilder line = new StringBuilder(256).append('{');
        field(line, "time", time.truncatedTo(ChronoUnit.MILLIS).toString());
        field(line, "level", level.name().toLowerCase(Locale.ROOT));
        field(line, "logger", logger.substring(logger.lastIndexOf('.') + 1));
        field(line, "message", message);
        about.forEach((name, value) -> field(line, name, value));
        error.ifPresent(thrown -> field(line, "error", stack(thrown)));
        return line.append('}').toString();
    }

    private static String stack(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private static void field(StringBuilder line, String name, String value) {
        line.append(line.length() > 1 ? "," : "").append('"').append(name).append("\":\"");
        String shown = value.length() > LENGTH ? value.substring(0, LENGTH) + CUT : value;
        shown.chars().forEach(character -> escape(line, (char) character));
        line.append('"');
    }

    private static void escape(StringBuilder line, char character) {
        switch (character) {
            case '"', '\\' -> line.append('\\').append(character);
            case '\n' -> line.append("\\n");
            case '\t' -> line.append("\\t");
            default -> {
                if (character >= ' ' && character <= '~') {
                    line.append(character);
                } else {
                    line.append("\\u%04x".formatted((int) character));
                }
            }
        }
    }
}
