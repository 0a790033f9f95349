package io.nettools.analyser.truth;

import io.nettools.analyser.report.Flow;
import io.nettools.analyser.report.Report;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Both tellings of one capture, side by side. */
final class Comparison {
    /** Values that say that nothing of the kind was seen. */
    private static final List<String> NOTHING = List.of("0", "0+0", "-1", "", "[]", "None", "Open", "Closed");

    private final List<Cell> cells = new ArrayList<>();

    /**
     * One value told twice.
     *
     * @param field of {@link Field}
     * @param of the conversation, or empty
     */
    record Cell(String field, String of, String ours, String theirs) {
        boolean agrees() {
            return ours.equals(theirs);
        }

        boolean shows() {
            return !NOTHING.contains(theirs);
        }

        @Override
        public String toString() {
            return "%-22s %-55s ours %s%n%78s tshark %s".formatted(field, of, ours, "", theirs);
        }
    }

    Comparison(Report report, Dissection dissection) {
        for (Field.OfCapture field : Field.OF_CAPTURES) {
            add(field.name(), "", field.ours().apply(report), field.theirs().apply(dissection));
        }
        Map<String, List<Flow>> ours = report.flows().first().stream()
                .sorted(Comparator.comparing(Comparison::packets))
                .collect(Collectors.groupingBy(Field::name, TreeMap::new, Collectors.toList()));
        Map<String, List<TsharkFlow>> theirs = dissection.flows().stream()
                .sorted(Comparator.comparing(TsharkFlow::packets))
                .collect(Collectors.groupingBy(TsharkFlow::name, TreeMap::new, Collectors.toList()));
        theirs.forEach((name, flows) -> compare(name, ours.getOrDefault(name, List.of()), flows));
    }

    private static long packets(Flow flow) {
        return flow.toServer().packets() + flow.toClient().packets();
    }

    /** Conversations between the same ends, one after the other; that one is missing is told by the list of all. */
    private void compare(String name, List<Flow> ours, List<TsharkFlow> theirs) {
        for (int i = 0; i < Math.min(ours.size(), theirs.size()); i++) {
            for (Field.OfFlow field : Field.OF_FLOWS) {
                add(
                        field.name(),
                        name,
                        field.ours().apply(ours.get(i)),
                        field.theirs().apply(theirs.get(i)));
            }
        }
    }

    private void add(String field, String of, Object ours, Object theirs) {
        cells.add(new Cell(field, of, String.valueOf(ours), String.valueOf(theirs)));
    }

    List<Cell> cells() {
        return cells;
    }

    /** Where the two disagree, a line each. */
    String differences() {
        return cells.stream().filter(cell -> !cell.agrees()).map(Cell::toString).collect(Collectors.joining("\n"));
    }
}
