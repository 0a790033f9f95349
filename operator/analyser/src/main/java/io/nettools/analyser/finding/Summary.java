package io.nettools.analyser.finding;

import io.nettools.analyser.report.Flow;
import io.nettools.analyser.report.Flow.End;
import io.nettools.analyser.report.HttpExchange;
import io.nettools.analyser.text.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The result of a capture in one sentence, short enough for a table column: first the problem, then the traffic. */
public final class Summary {
    /** Most characters. */
    public static final int LONGEST = 100;

    private static final int LONGEST_PATH = 40;

    private Summary() {}

    /**
     * Makes the sentence.
     *
     * @param headline of the most serious finding; empty when all is well
     * @param packets read
     * @param ends how all of them stand
     * @param flows those that are reported
     * @param httpCount HTTP requests seen
     * @param http those that are reported
     */
    public static String of(
            String headline,
            long packets,
            Map<End, Long> ends,
            List<Flow> flows,
            long httpCount,
            List<HttpExchange> http) {
        if (packets == 0) {
            return cut(headline.isEmpty() ? "no packets" : headline);
        }
        List<String> seen = new ArrayList<>();
        boolean connections = flows.stream().map(flow -> flow.ends().protocol()).allMatch("TCP"::equals);
        long flowCount = ends.values().stream().mapToLong(Long::longValue).sum();
        seen.add(Wording.count(flowCount, connections ? "connection" : "conversation"));
        if (httpCount > 0) {
            seen.add(Wording.count(httpCount, "HTTP request") + (headline.isEmpty() ? example(httpCount, http) : ""));
        }
        if (headline.isEmpty()) {
            Stream.of(End.Refused, End.Unanswered, End.Reset)
                    .map(end -> ended(end, ends.getOrDefault(end, 0L)))
                    .filter(text -> !text.isEmpty())
                    .forEach(seen::add);
        }
        return joined(headline, String.join(", ", seen));
    }

    /** Joins both if they fit; otherwise keeps only the headline: the lists of the report have the rest. */
    private static String joined(String headline, String seen) {
        if (headline.isEmpty()) {
            return cut(seen);
        }
        String both = headline + "; " + seen;
        return both.length() <= LONGEST ? both : cut(headline);
    }

    private static String example(long count, List<HttpExchange> http) {
        return http.stream()
                .findFirst()
                .map(first -> " (" + (count > 1 ? "first " : "") + http(first) + ")")
                .orElse("");
    }

    private static String ended(End end, long count) {
        return count == 0 ? "" : count + " " + end.name().toLowerCase(Locale.ROOT);
    }

    private static String http(HttpExchange exchange) {
        // short, so that status and time have room
        String asked = Quoted.request(exchange.method(), exchange.path(), LONGEST_PATH);
        String request = asked.isEmpty() ? exchange.version() : asked;
        boolean timed = exchange.latencyMicroseconds() != null;
        if (!timed && exchange.status() == null) {
            return request + ", no answer captured";
        }
        String answered = request + " " + outcome(exchange);
        return timed ? answered + " in " + milliseconds(exchange.latencyMicroseconds()) : answered;
    }

    private static String outcome(HttpExchange exchange) {
        if (!exchange.error().isEmpty()) {
            return exchange.error();
        }
        return exchange.status() == null ? "answered" : exchange.status().toString();
    }

    private static String milliseconds(long micros) {
        return String.format(Locale.ROOT, "%.1f ms", micros / 1000.0);
    }

    private static String cut(String text) {
        return Quoted.cut(text, LONGEST);
    }
}
