package io.nettools.agent.probe;

import io.nettools.agent.target.Tool;
import io.nettools.analyser.order.Host;
import io.nettools.analyser.report.ProbeReport.Attempt;
import io.nettools.analyser.report.ProbeReport.Outcome;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One TCP connection. No tool of the image reports how long connect(2) took and which error it gave. These lines do,
 * and read nothing from the connection.
 */
final class Connect {
    private static final String SCRIPT =
            """
            import errno, socket, sys, time
            there = socket.socket(socket.AF_INET6 if ":" in sys.argv[1] else socket.AF_INET)
            there.settimeout(5)
            began = time.perf_counter_ns()
            error = there.connect_ex((sys.argv[1], int(sys.argv[2])))
            took = (time.perf_counter_ns() - began) // 1000
            print(took, errno.errorcode.get(error, str(error)) if error else "OK")
            """;
    private static final Pattern FIGURES = Pattern.compile("([0-9]{1,12}) ([A-Z0-9]{1,32})\\s*");

    private static final int KILLED = 137;

    private Connect() {}

    static List<String> command(Host address, int port) {
        return List.of("python3", "-I", "-S", "-c", SCRIPT, address.text(), Integer.toString(port));
    }

    static Attempt attempt(Tool.Outcome python) {
        Matcher figures = FIGURES.matcher(python.output());
        if (!figures.matches()) {
            return python.exit() == KILLED
                    ? Attempt.failed(Outcome.TimedOut, "")
                    : Attempt.failed(Outcome.Failed, "python3 ended with exit code " + python.exit());
        }
        long micros = Long.parseLong(figures.group(1));
        Outcome outcome = outcome(figures.group(2));
        boolean connected = outcome == Outcome.Succeeded;
        return new Attempt(
                outcome,
                "",
                Attempt.NOT_TAKEN,
                connected ? micros : Attempt.NOT_TAKEN,
                Attempt.NOT_TAKEN,
                Attempt.NOT_TAKEN,
                micros,
                connected ? "" : figures.group(2));
    }

    /** errno(3). A socket with a limit gives EAGAIN when the limit is over. */
    private static Outcome outcome(String error) {
        return switch (error) {
            case "OK" -> Outcome.Succeeded;
            case "ECONNREFUSED", "ECONNRESET" -> Outcome.Refused;
            case "EAGAIN", "EINPROGRESS", "ETIMEDOUT" -> Outcome.TimedOut;
            case "EHOSTUNREACH", "ENETUNREACH" -> Outcome.Unreachable;
            default -> Outcome.Failed;
        };
    }
}
