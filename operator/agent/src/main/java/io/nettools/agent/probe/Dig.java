package io.nettools.agent.probe;

import io.nettools.agent.target.Tool;
import io.nettools.analyser.report.ProbeReport.Outcome;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One query by dig: no EDNS, as the C library asks, and no second try, which would hide a loss. */
final class Dig {
    private static final Pattern STATUS = Pattern.compile("^;; ->>HEADER<<-.* status: ([A-Z0-9]+),");
    private static final Pattern TIME = Pattern.compile("^;; Query time: ([0-9]{1,12}) usec");
    /**
     * Owner, TTL, class, type, data. What a server puts in front of them is escaped by dig, so a semicolon at the
     * beginning is dig's own.
     */
    private static final Pattern ANSWER = Pattern.compile("^[^;\\s]\\S*\\s+[0-9]+\\s+IN\\s+(\\S+)\\s+(.*)$");

    private Dig() {}

    static List<String> command(String server, String name, String type) {
        return List.of(
                "dig",
                "-r",
                "-u",
                "+noall",
                "+comments",
                "+answer",
                "+stats",
                "+noedns",
                "+nocookie",
                "+tries=1",
                "+time=5",
                "@" + server,
                "-q",
                name,
                "-t",
                type);
    }

    static Reply reply(Tool.Outcome dig, String type) {
        String rcode = "";
        OptionalLong micros = OptionalLong.empty();
        List<String> answers = dig.output()
                .lines()
                .map(ANSWER::matcher)
                .filter(Matcher::matches)
                .filter(answer -> answer.group(1).equals(type))
                .map(answer -> answer.group(2))
                .toList();
        for (String line : dig.output().lines().toList()) {
            Matcher status = STATUS.matcher(line);
            Matcher time = TIME.matcher(line);
            rcode = status.find() ? status.group(1) : rcode;
            micros = time.find() ? OptionalLong.of(Long.parseLong(time.group(1))) : micros;
        }
        return new Reply(outcome(dig, rcode, answers), rcode, answers, micros);
    }

    private static Outcome outcome(Tool.Outcome dig, String rcode, List<String> answers) {
        return switch (rcode) {
            case "" -> unanswered(dig.output());
            case "NXDOMAIN" -> Outcome.NameNotFound;
            case "NOERROR" -> answers.isEmpty() ? Outcome.NameNotFound : Outcome.Succeeded;
            default -> Outcome.Failed;
        };
    }

    private static Outcome unanswered(String output) {
        if (output.contains("connection refused")) {
            return Outcome.Refused;
        }
        return output.contains("unreachable") ? Outcome.Unreachable : Outcome.TimedOut;
    }

    /**
     * The response.
     *
     * @param rcode mnemonic of the response code; empty without a response
     * @param answers data of the records of the type that was asked for, in dig's form
     * @param micros from the query to the response; empty without a response
     */
    record Reply(Outcome outcome, String rcode, List<String> answers, OptionalLong micros) {}
}
