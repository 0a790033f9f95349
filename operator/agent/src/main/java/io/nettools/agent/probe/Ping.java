package io.nettools.agent.probe;

import io.nettools.agent.target.Tool;
import io.nettools.analyser.order.Host;
import io.nettools.analyser.report.ProbeReport.Attempt;
import io.nettools.analyser.report.ProbeReport.Outcome;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One echo request by iputils' ping. */
final class Ping {
    private static final Pattern REPLY =
            Pattern.compile("bytes from \\S+: icmp_seq=1 .*time=([0-9]{1,6}(?:\\.[0-9]{1,6})?) ms");
    private static final Pattern ERROR = Pattern.compile("^From \\S+ icmp_seq=1 (.*)$", Pattern.MULTILINE);

    private Ping() {}

    static List<String> command(Host address) {
        return List.of("ping", "-n", "-c", "1", "-W", "5", "-w", "5", address.text());
    }

    static Attempt attempt(Tool.Outcome ping) {
        Matcher reply = REPLY.matcher(ping.output());
        if (reply.find()) {
            long micros = new BigDecimal(reply.group(1)).movePointRight(3).longValue();
            return new Attempt(
                    Outcome.Succeeded,
                    "",
                    Attempt.NOT_TAKEN,
                    Attempt.NOT_TAKEN,
                    Attempt.NOT_TAKEN,
                    Attempt.NOT_TAKEN,
                    micros,
                    "");
        }
        Matcher error = ERROR.matcher(ping.output());
        if (error.find()) {
            return Attempt.failed(Outcome.Unreachable, error.group(1));
        }
        String complaint = ping.errors().lines().findFirst().orElse("");
        if (complaint.isEmpty()) {
            return Attempt.failed(Outcome.TimedOut, "");
        }
        return Attempt.failed(complaint.contains("unreachable") ? Outcome.Unreachable : Outcome.Failed, complaint);
    }
}
