package io.nettools.agent.probe;

import io.nettools.agent.target.Tool;
import io.nettools.agent.target.Unprivileged;
import io.nettools.analyser.order.Host;
import io.nettools.analyser.order.HttpUrl;
import io.nettools.analyser.order.Probe.Http;
import io.nettools.analyser.report.ProbeReport.Attempt;
import io.nettools.analyser.report.ProbeReport.Outcome;
import io.nettools.analyser.text.Quoted;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One GET by curl. Only curl's own figures and its own error are read, nothing that the server sent. Standard error,
 * where -v says which error of connect(2) it was, is looked at only when there was no connection.
 */
final class Curl {
    private static final String FORMAT =
            "%{http_code} %{time_connect} %{time_appconnect} %{time_starttransfer} %{time_total}\\n%{errormsg}";
    private static final Pattern FIGURES = Pattern.compile(
            "([0-9]{3}) ([0-9]{1,6}\\.[0-9]{1,9}) ([0-9]{1,6}\\.[0-9]{1,9}) ([0-9]{1,6}\\.[0-9]{1,9}) ([0-9]{1,6}\\.[0-9]{1,9})\\n?(.*)",
            Pattern.DOTALL);

    /** Limit for a body in bytes; the body itself is not read. */
    private static final String LARGEST = "1048576";

    /** Limits for curl's words: a message has 120 characters, and may say more. */
    private static final int LONG = 110;

    private static final int SHORT = 55;

    private static final int TOO_LARGE = 63;
    private static final int UNVERIFIED = 60;
    /** Exit code after SIGKILL, as the shell counts. */
    private static final int KILLED = 137;

    private Curl() {}

    /** @param address of the URL's host */
    static List<String> command(Http probe, HttpUrl url, Host address, Duration limit) {
        List<String> command = new ArrayList<>(List.of(
                "curl",
                "-q",
                "-g",
                "-s",
                "-v",
                "-o",
                "/dev/null",
                "--path-as-is",
                "--proto",
                "=http,https",
                "--noproxy",
                "*",
                "--max-time",
                Unprivileged.seconds(limit),
                "--max-filesize",
                LARGEST,
                "--user-agent",
                "nettrace-probe",
                "--write-out",
                FORMAT));
        if (!url.host().address()) {
            command.addAll(List.of("--resolve", url.host().text() + ":" + url.port() + ":" + address.bracketed()));
        }
        if (probe.skipVerify()) {
            command.add("--insecure");
        }
        command.addAll(List.of("--url", probe.url()));
        return command;
    }

    static Attempt attempt(Http probe, Tool.Outcome curl) {
        Matcher figures = FIGURES.matcher(curl.output());
        if (!figures.matches()) {
            Outcome outcome = curl.exit() == KILLED ? Outcome.TimedOut : Outcome.Failed;
            return Attempt.failed(
                    outcome, outcome == Outcome.TimedOut ? "" : "curl ended with exit code " + curl.exit());
        }
        int status = Integer.parseInt(figures.group(1));
        long connected = micros(figures.group(2));
        long secured = micros(figures.group(3));
        long answered = micros(figures.group(4));
        return new Attempt(
                outcome(probe, curl, status),
                status == 0 ? "" : Integer.toString(status),
                Attempt.NOT_TAKEN,
                connected == 0 ? Attempt.NOT_TAKEN : connected,
                secured == 0 ? Attempt.NOT_TAKEN : secured - connected,
                answered == 0 ? Attempt.NOT_TAKEN : answered - Math.max(secured, connected),
                micros(figures.group(5)),
                message(curl.exit(), figures.group(6)));
    }

    /** curl's words may repeat those of the server, such as the names of its certificate. */
    private static String message(int exit, String said) {
        String words = Quoted.of(said.strip(), exit == UNVERIFIED ? SHORT : LONG);
        return switch (exit) {
            case 0, TOO_LARGE -> "";
            case UNVERIFIED -> words + ": spec.probe.http.insecureSkipTLSVerify: true accepts any.";
            default -> words;
        };
    }

    /** Exit codes: curl(1), EXIT CODES. */
    private static Outcome outcome(Http probe, Tool.Outcome curl, int status) {
        return switch (curl.exit()) {
            case 0, TOO_LARGE ->
                status >= probe.lowest() && status <= probe.highest() ? Outcome.Succeeded : Outcome.WrongStatus;
            case 6 -> Outcome.NameNotFound;
            case 7 -> unconnected(curl.errors());
            case 28, KILLED -> Outcome.TimedOut;
            case 35, 51, 53, 54, 58, 59, UNVERIFIED, 64, 66, 77, 80, 82, 83, 90, 91 -> Outcome.TLSFailed;
            default -> Outcome.Failed;
        };
    }

    private static Outcome unconnected(String errors) {
        if (errors.contains("Connection refused")) {
            return Outcome.Refused;
        }
        return errors.contains("unreachable") || errors.contains("No route to host")
                ? Outcome.Unreachable
                : Outcome.Failed;
    }

    private static long micros(String seconds) {
        return new BigDecimal(seconds).movePointRight(6).longValue();
    }
}
