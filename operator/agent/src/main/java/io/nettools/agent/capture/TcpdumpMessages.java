package io.nettools.agent.capture;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Messages of tcpdump 4.99 on stderr, line by line. */
final class TcpdumpMessages {
    private static final Pattern RECEIVED = Pattern.compile("(\\d{1,18}) packets? received by filter");
    private static final Pattern DROPPED = Pattern.compile("(\\d{1,18}) packets? dropped by kernel");
    private static final Pattern COUNT = Pattern.compile("\\d{1,18} packets? .*");
    private static final String PREFIX = "tcpdump: ";
    private static final int MAX_LINES = 100;

    private final List<String> lines = new CopyOnWriteArrayList<>();

    void accept(String line) {
        if (lines.size() < MAX_LINES) {
            lines.add(line);
        }
    }

    static TcpdumpMessages of(String text) {
        TcpdumpMessages messages = new TcpdumpMessages();
        text.lines().forEach(messages::accept);
        return messages;
    }

    boolean listening() {
        return lines.stream().anyMatch(line -> stripped(line).startsWith("listening on "));
    }

    /** Whether the interface was removed while tcpdump read from it. */
    boolean interfaceDisappeared() {
        return lines.stream().anyMatch(line -> line.contains("The interface disappeared"));
    }

    /** Whether tcpdump could not start because the interface does not exist or is not up. */
    boolean noSuchInterface() {
        return lines.stream().anyMatch(line -> line.contains("No such device") || line.contains("is not up"));
    }

    /**
     * Whether tcpdump could not start because the container lacks NET_RAW, or nsenter could not enter the namespace.
     */
    boolean noPermission() {
        return lines.stream().anyMatch(line -> line.contains("have permission to") || line.startsWith("nsenter: "));
    }

    long receivedByFilter() {
        return count(RECEIVED);
    }

    long droppedByKernel() {
        return count(DROPPED);
    }

    /** Its own sentence on a failure: the last one that is neither a count nor about its start. */
    Optional<String> complaint() {
        return lines.stream()
                .filter(line -> line.startsWith(PREFIX))
                .map(TcpdumpMessages::stripped)
                .filter(line -> !line.startsWith("listening on ") && !line.startsWith("data link type "))
                .filter(line -> !line.startsWith("verbose output suppressed") && !line.startsWith("WARNING: "))
                .filter(line -> !COUNT.matcher(line).matches())
                .reduce((earlier, later) -> later);
    }

    private long count(Pattern pattern) {
        return lines.stream()
                .map(line -> pattern.matcher(stripped(line)))
                .filter(Matcher::matches)
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .reduce(0, (earlier, later) -> later);
    }

    private static String stripped(String line) {
        return line.startsWith(PREFIX) ? line.substring(PREFIX.length()) : line;
    }
}
