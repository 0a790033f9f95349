package io.nettools.agent.analyse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Rows below headings. Each column is as wide as its widest cell; a column whose heading begins with {@code >} is
 * aligned to the right.
 */
final class Table {
    private static final String INDENT = "  ";
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();
    private final boolean[] right;

    Table(String... headings) {
        right = new boolean[headings.length];
        IntStream.range(0, headings.length).forEach(column -> right[column] = headings[column].startsWith(">"));
        rows.add(Arrays.stream(headings)
                .map(heading -> heading.startsWith(">") ? heading.substring(1) : heading)
                .toList());
    }

    /** Adds a row of as many cells as there are headings. */
    Table row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    /** Rows below the headings. */
    int size() {
        return rows.size() - 1;
    }

    /** The lines, headings first, without blanks at their ends. */
    List<String> lines() {
        int[] widths = new int[right.length];
        for (List<String> row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private String line(List<String> row, int[] widths) {
        return IntStream.range(0, widths.length)
                .mapToObj(column -> cell(row.get(column), widths[column], right[column]))
                .collect(Collectors.joining(GAP, INDENT, ""))
                .stripTrailing();
    }

    private static String cell(String text, int width, boolean right) {
        String blanks = " ".repeat(width - text.length());
        return right ? blanks + text : text + blanks;
    }
}
