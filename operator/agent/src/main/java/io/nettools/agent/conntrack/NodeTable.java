package io.nettools.agent.conntrack;

import io.nettools.agent.target.NetworkNamespace;
import io.nettools.agent.target.Tool;
import io.nettools.analyser.report.NodeConntrack;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How full a network namespace's table of connections is and what its counters stand at: nf_conntrack_count and nf_conntrack_max, whose files
 * show those of whoever reads them, and {@code conntrack -S}, a line for each processor:
 *
 * <pre>cpu=0   found=0 invalid=27 insert=0 insert_failed=0 drop=0 early_drop=0 error=0 search_restart=2 clash_resolve=0 chaintoolong=0</pre>
 *
 * @param numbers by the names that the kernel gives them, summed over the processors; those that could not be read are not there
 * @param notes what could not be read, and why
 */
record NodeTable(Map<String, Long> numbers, List<String> notes) {
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final String SYSCTLS = "/proc/sys/net/netfilter/nf_conntrack_";
    private static final String COUNT = "count";
    private static final String MAX = "max";
    private static final String NUMBER = "\\d{1,18}";

    NodeTable {
        numbers = Map.copyOf(numbers);
        notes = List.copyOf(notes);
    }

    static NodeTable read(NetworkNamespace namespace) {
        NodeTable fill =
                said(namespace, List.of("cat", SYSCTLS + COUNT, SYSCTLS + MAX)).fill();
        NodeTable counters = said(namespace, List.of("conntrack", "-S")).counters();
        Map<String, Long> all = new HashMap<>(fill.numbers);
        all.putAll(counters.numbers);
        return new NodeTable(
                all, Stream.concat(fill.notes.stream(), counters.notes.stream()).toList());
    }

    /** What came of the time between an earlier look and this one. */
    NodeConntrack since(NodeTable before, long lost) {
        return new NodeConntrack(
                lost,
                Math.max(number(COUNT), before.number(COUNT)),
                number(MAX),
                more(before, "insert_failed"),
                more(before, "drop"),
                more(before, "early_drop"),
                more(before, "invalid"));
    }

    private long number(String name) {
        return numbers.getOrDefault(name, NodeConntrack.UNKNOWN);
    }

    /** A counter of 32 bits may have begun anew, and a processor may have come or gone. */
    private long more(NodeTable before, String name) {
        boolean known = numbers.containsKey(name) && before.numbers.containsKey(name);
        return known ? Math.max(0, number(name) - before.number(name)) : NodeConntrack.UNKNOWN;
    }

    private static Said said(NetworkNamespace namespace, List<String> command) {
        try {
            Tool.Outcome outcome = Tool.run(namespace, LIMIT, command);
            String error = outcome.errors().lines().findFirst().orElse("exit code " + outcome.exit());
            return new Said(command, outcome.output(), outcome.succeeded() ? "" : error);
        } catch (IOException reason) {
            return new Said(command, "", String.valueOf(reason.getMessage()));
        }
    }

    /** A tool's output, or why there is none. */
    record Said(List<String> command, String output, String error) {
        /** Two lines with a number each. */
        NodeTable fill() {
            List<String> lines = output.lines().map(String::strip).toList();
            return lines.size() == 2 && lines.stream().allMatch(line -> line.matches(NUMBER))
                    ? new NodeTable(
                            Map.of(COUNT, Long.valueOf(lines.getFirst()), MAX, Long.valueOf(lines.getLast())),
                            List.of())
                    : nothing();
        }

        NodeTable counters() {
            Map<String, Long> sums = new HashMap<>();
            output.lines()
                    .flatMap(line -> Arrays.stream(line.split("\\s+")))
                    .map(word -> word.split("=", 2))
                    .filter(pair -> pair.length == 2 && pair[1].matches(NUMBER))
                    .forEach(pair -> sums.merge(pair[0], Long.valueOf(pair[1]), Long::sum));
            return sums.isEmpty() ? nothing() : new NodeTable(sums, List.of());
        }

        private NodeTable nothing() {
            return new NodeTable(
                    Map.of(),
                    List.of("\"" + String.join(" ", command) + "\" gave no numbers"
                            + (error.isEmpty() ? "" : ": " + error)));
        }
    }
}
