package io.nettools.planner.status;

import io.nettools.analyser.report.Flow;
import io.nettools.analyser.report.Flow.End;
import io.nettools.analyser.report.HttpExchange;
import io.nettools.analyser.report.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The one sentence that a table column has room for. */
public final class Summary {
    /** Our own sentences fit; a kubelet's can be a screenful, of which the condition has the whole. */
    private static final int COLUMN = 160;

    private Summary() {}

    /** What one target's packets say: "1 connection, 1 HTTP request (GET /hello.txt 200 in 2.0 ms)". */
    static String of(Report report) {
        if (report.packets() == 0) {
            return "no packets";
        }
        boolean connections = report.flows().stream().map(Flow::protocol).allMatch("TCP"::equals);
        List<String> parts = new ArrayList<>();
        parts.add(count(report.flowCount(), connections ? "connection" : "conversation"));
        if (report.httpCount() > 0) {
            parts.add(count(report.httpCount(), "HTTP request") + firstOf(report));
        }
        Stream.of(End.Refused, End.Unanswered, End.Reset)
                .map(end -> ended(report, end))
                .filter(text -> !text.isEmpty())
                .forEach(parts::add);
        return String.join(", ", parts);
    }

    /** The whole trace: what the targets' packets say and what was lost; of a failed trace, why it failed. */
    static String of(List<TargetStatus> targets, Phase phase) {
        List<TargetStatus> answered =
                targets.stream().filter(target -> target.counters().isPresent()).toList();
        if (answered.isEmpty()) {
            return Sentences.cut(phase.message(), COLUMN);
        }
        String packets =
                what(answered) + "; " + count(captured(answered), "packet") + ", " + none(lost(answered)) + " lost";
        return phase.kind() == Phase.Kind.Succeeded ? packets : phase.reason() + ": " + packets;
    }

    static long captured(List<TargetStatus> targets) {
        return targets.stream()
                .flatMap(target -> target.counters().stream())
                .mapToLong(CaptureCounters::captured)
                .sum();
    }

    static long lost(List<TargetStatus> targets) {
        return targets.stream()
                .flatMap(target -> target.counters().stream())
                .mapToLong(CaptureCounters::lost)
                .sum();
    }

    private static String what(List<TargetStatus> answered) {
        if (answered.size() == 1) {
            return answered.getFirst().summary();
        }
        long flows = answered.stream().mapToLong(TargetStatus::flowCount).sum();
        return count(answered.size(), "pod") + ", " + count(flows, "conversation");
    }

    private static String firstOf(Report report) {
        return report.http().stream()
                .findFirst()
                .map(first -> " (" + (report.httpCount() > 1 ? "first " : "") + http(first) + ")")
                .orElse("");
    }

    private static String ended(Report report, End end) {
        long flows = report.flows().stream().filter(flow -> flow.end() == end).count();
        return flows == 0 ? "" : flows + " " + end.name().toLowerCase(Locale.ROOT);
    }

    private static String http(HttpExchange exchange) {
        String request = exchange.method() + " " + exchange.path();
        if (exchange.status() == 0) {
            return request + " unanswered";
        }
        String answered = request + " " + exchange.status();
        return exchange.latencyMicros() < 0 ? answered : answered + " in " + milliseconds(exchange.latencyMicros());
    }

    private static String milliseconds(long micros) {
        return String.format(Locale.ROOT, "%.1f ms", micros / 1000.0);
    }

    private static String none(long number) {
        return number == 0 ? "none" : String.valueOf(number);
    }

    /** A number and its noun. */
    public static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
