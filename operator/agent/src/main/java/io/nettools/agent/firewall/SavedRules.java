package io.nettools.agent.firewall;

import io.nettools.analyser.report.DropRule.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Packets of the rules that drop or reject, from the output of {@code iptables-save -c} (iptables' save_rule in iptables/nft.c). It has the
 * comments that nft does not read.
 *
 * <pre>
 * *filter
 * :INPUT ACCEPT [0:0]
 * :FORWARD DROP [2:120]
 * [3:180] -A INPUT -p tcp -m comment --comment "cali-x \"y\"" -j DROP
 * COMMIT
 * </pre>
 */
final class SavedRules {
    private static final Pattern POLICY = Pattern.compile(":(\\S+) DROP \\[(\\d{1,18}):\\d+]");
    private static final Pattern RULE = Pattern.compile("\\[(\\d{1,18}):\\d+] -A (\\S+) (.*)");

    /** A word, or a text in quotes with escapes. */
    private static final Pattern WORD = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*+)\"|(\\S++)");

    private static final Pattern ESCAPE = Pattern.compile("\\\\(.)");
    private static final String COMMENT = "--comment";
    private static final String JUMP = "-j";

    private SavedRules() {}

    /** Reads an output; empty when it is cut or has too many such rules. */
    static Optional<Map<Rule, Long>> of(String family, String output) {
        Map<Rule, Long> packets = new HashMap<>();
        String table = "";
        boolean whole = true;
        for (String line : (Iterable<String>) output.lines()::iterator) {
            if (line.startsWith("*")) {
                table = line.substring(1).strip();
                whole = false;
            } else if (line.startsWith("COMMIT")) {
                whole = true;
            }
            add(family, table, line, packets);
        }
        return whole && packets.size() <= RuleCounters.MOST ? Optional.of(packets) : Optional.empty();
    }

    private static void add(String family, String table, String line, Map<Rule, Long> packets) {
        Matcher policy = POLICY.matcher(line);
        if (policy.matches()) {
            Rule one = new Rule(family, table, policy.group(1), "policy", Rule.POLICY, Verdict.Drop);
            packets.put(one, Long.parseLong(policy.group(2)));
            return;
        }
        Matcher rule = RULE.matcher(line);
        if (!rule.matches() || !(line.contains(" DROP") || line.contains(" REJECT"))) {
            return;
        }
        List<String> words = words(rule.group(3));
        verdict(words)
                .map(verdict -> new Rule(family, table, rule.group(2), rule.group(3), comment(words), verdict))
                .ifPresent(one -> packets.merge(one, Long.parseLong(rule.group(1)), Long::sum));
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            words.add(
                    word.group(1) == null
                            ? word.group(2)
                            : ESCAPE.matcher(word.group(1)).replaceAll("$1"));
        }
        return words;
    }

    private static String comment(List<String> words) {
        List<String> comments = new ArrayList<>();
        for (int i = 0; i + 1 < words.size(); i++) {
            if (words.get(i).equals(COMMENT)) {
                comments.add(words.get(++i));
            }
        }
        return String.join("; ", comments);
    }

    private static Optional<Verdict> verdict(List<String> words) {
        for (int i = 0; i + 1 < words.size(); i++) {
            if (words.get(i).equals(COMMENT)) {
                i++; // whatever it says
            } else if (words.get(i).equals(JUMP)) {
                return switch (words.get(i + 1)) {
                    case "DROP" -> Optional.of(Verdict.Drop);
                    case "REJECT" -> Optional.of(Verdict.Reject);
                    default -> Optional.empty();
                };
            }
        }
        return Optional.empty();
    }

    /** The tables in an output: nft shows them, too. */
    static List<String> tables(String output) {
        return output.lines()
                .filter(line -> line.startsWith("*"))
                .map(line -> line.substring(1).strip())
                .toList();
    }
}
