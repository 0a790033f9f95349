package io.nettools.planner.socket;

import io.nettools.analyser.report.Listener.Protocol;
import io.nettools.analyser.text.Quoted;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An end that was asked.
 *
 * @param address as packets show it: {@code 10.244.1.5}, {@code fd00::5}
 */
public record Asked(Protocol protocol, String address, int port) {
    private static final Pattern END = Pattern.compile(
            "(?<![\\w.:\\[-])(?:(\\d{1,3}(?:\\.\\d{1,3}){3})|\\[([0-9a-f:.]{2,45})]):(\\d{1,5})(?![\\w-]|:\\w)");

    /** Reads an end; empty when it has no port, or the protocol none. */
    public static Optional<Asked> of(String protocol, String end) {
        return Arrays.stream(Protocol.values())
                .filter(one -> one.name().equalsIgnoreCase(protocol))
                .findFirst()
                .flatMap(known ->
                        in(end, known).filter(one -> one.end().equals(end)).findFirst());
    }

    /** The ends that a sentence names, in its order; those in text from the network are not ours. */
    static Stream<Asked> in(String sentence, Protocol protocol) {
        return END.matcher(Quoted.removed(sentence))
                .results()
                .map(end -> new Asked(protocol, address(end), Integer.parseInt(end.group(3))));
    }

    private static String address(MatchResult end) {
        return end.group(1) == null ? end.group(2) : end.group(1);
    }

    boolean ofIpv4() {
        return !address.contains(":");
    }

    /** As packets and sentences show it: {@code 10.244.1.5:8080}, {@code [fd00::5]:8080}. */
    String end() {
        return (ofIpv4() ? address : "[" + address + "]") + ":" + port;
    }
}
