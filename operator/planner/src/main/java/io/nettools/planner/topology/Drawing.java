package io.nettools.planner.topology;

import io.nettools.analyser.report.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A drawing in text of a pod's connection to its node: the network outside at the top, the node with its bridges as
 * boxes in a box, the pod at the bottom. A rail runs through all of it: the pod's own path.
 *
 * <p>The text is printable ASCII, with at most {@value #WIDTH} columns, {@value #LINES} lines and {@value #CHARACTERS}
 * characters for any topology: it is drawn with less and less {@link Detail} until it fits. No line ends in a blank,
 * and the first line does not begin with one, so that YAML prints the text as a block.
 */
public final class Drawing {
    static final int WIDTH = 78;
    static final int LINES = 60;
    static final int CHARACTERS = 4000;

    /** Marks the pod's own path. */
    static final char WAY = '#';

    /** Marks the unknown part of the path. */
    static final char UNKNOWN = '?';

    private static final int LEAST_WIDTH = 50;
    private static final int SENTENCE = 3 * WIDTH - 10;

    private final Topology topology;
    private final Detail detail;
    private final List<Row> rows = new ArrayList<>();

    private Drawing(Topology topology, Detail detail) {
        this.topology = topology;
        this.detail = detail;
    }

    /**
     * Draws a topology.
     *
     * @param topology what is known
     * @param pod the pod's name
     * @param node the node's name
     * @return lines joined by newlines, without one at the end
     */
    public static String of(Topology topology, String pod, String node) {
        String drawn = "";
        for (Detail detail : Detail.LEVELS) {
            drawn = new Drawing(topology, detail).drawn(pod, node);
            if (drawn.length() <= CHARACTERS && drawn.lines().count() <= LINES) {
                return drawn;
            }
        }
        return drawn;
    }

    private String drawn(String pod, String node) {
        Interfaces interfaces = Interfaces.of(topology);
        node(new NodeSide(topology, interfaces, detail), interfaces, node);
        pod(interfaces, pod);
        sentences();
        legend();
        int width = Math.clamp(rows.stream().mapToInt(Row::width).max().orElse(0), LEAST_WIDTH, WIDTH);
        return rows.stream().map(row -> row.drawn(width)).collect(Collectors.joining("\n"));
    }

    private void node(NodeSide side, Interfaces interfaces, String name) {
        List<Row> inside = side.rows();
        rows.add(Row.prose("network outside of the node"));
        rows.add(Row.on(0, side.outside(), ""));
        rows.add(Row.top(1, side.outside(), "node " + Words.plain(name)));
        rows.addAll(inside);
        rows.add(Row.bottom(1, side.inside()));
        rows.add(Row.on(0, side.inside(), interfaces.crossing()));
    }

    private void pod(Interfaces interfaces, String name) {
        char mark = interfaces.own().isEmpty() ? UNKNOWN : WAY;
        rows.add(Row.top(1, mark, "pod " + Words.plain(name)));
        rows.addAll(new PodSide(topology, interfaces, detail).rows());
        rows.add(Row.bottom(1, '-'));
    }

    private void sentences() {
        topology.unknown().stream()
                .limit(detail.sentences())
                .map(sentence -> UNKNOWN + " " + Words.cut(Words.plain(sentence), SENTENCE))
                .flatMap(Drawing::wrapped)
                .forEach(line -> rows.add(Row.prose(line)));
    }

    private void legend() {
        boolean gap = rows.stream().anyMatch(row -> row.mark() == UNKNOWN)
                || !topology.unknown().isEmpty();
        boolean any = rows.stream().anyMatch(row -> row.mark() == WAY);
        Stream.of(any ? WAY + " the pod's own way" : "", gap ? UNKNOWN + " what is not known" : "")
                .filter(text -> !text.isEmpty())
                .reduce((first, second) -> first + ", " + second)
                .ifPresent(text -> rows.add(Row.prose(text)));
    }

    /** The lines of a text, broken at blanks if possible; later lines are indented. */
    private static Stream<String> wrapped(String text) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (rest.length() > WIDTH) {
            int blank = rest.lastIndexOf(' ', WIDTH);
            int end = blank > WIDTH / 2 ? blank : WIDTH;
            lines.add(rest.substring(0, end));
            rest = "  " + rest.substring(end).strip();
        }
        lines.add(rest);
        return lines.stream();
    }
}
