package io.nettools.agent.topology;

import io.nettools.agent.handover.PlainName;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Lines of {@code ip route} or {@code ip neigh}, in the order in which they were printed.
 *
 * @param lines printable and short
 */
record Routes(List<String> lines) {
    /** More than any pod needs; a node of a routed network has one for each of its pods. */
    private static final int MOST = 64;

    private static final int LONGEST = 160;
    private static final Pattern DEVICE = Pattern.compile(" dev (\\S+)");

    static Routes of(String... outputs) {
        return new Routes(Stream.of(outputs)
                .flatMap(String::lines)
                .map(line -> PlainName.of(line.strip(), LONGEST))
                .filter(line -> !line.isEmpty())
                .limit(MOST)
                .toList());
    }

    /** The devices of the default routes, the preferred first. */
    List<String> defaults() {
        return lines.stream()
                .filter(line -> line.startsWith("default"))
                .map(DEVICE::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .distinct()
                .toList();
    }
}
