package io.nettools.controller.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The table of a Markdown page. The code knows the first columns and the order of the rows; a person writes the other columns. */
record ReferenceTable(String page) {
    /** Stands in a column that nobody has written yet. */
    static final String UNWRITTEN = "**DESCRIBE ME**";

    private static final Pattern TABLE = Pattern.compile("(?<head>\\|[^\\n]*\\n)\\|[-| ]+\\n(?<rows>(\\|[^\\n]*\\n)*)");
    private static final Pattern CELL = Pattern.compile("\\| ((?:[^|\\\\]|\\\\.)*) (?=\\|)");

    /**
     * The page with these rows. A row keeps what is written behind its known columns, wherever it stood; a row that is not known is dropped.
     *
     * @param known the known columns of each row, the name first
     */
    String with(List<List<String>> known) {
        Matcher table = TABLE.matcher(page);
        if (!table.find()) {
            throw new IllegalArgumentException("no table in: " + page);
        }
        int columns = cells(table.group("head")).size();
        Map<String, List<String>> written = table.group("rows")
                .lines()
                .map(ReferenceTable::cells)
                .collect(Collectors.toMap(List::getFirst, cells -> cells));
        String rows = known.stream()
                .map(row -> line(row, written.getOrDefault(row.getFirst(), List.of()), columns))
                .collect(Collectors.joining());
        return page.substring(0, table.start("rows")) + rows + page.substring(table.end("rows"));
    }

    private static String line(List<String> known, List<String> written, int columns) {
        List<String> cells = new ArrayList<>(known);
        for (int column = known.size(); column < columns; column++) {
            cells.add(column < written.size() ? written.get(column) : UNWRITTEN);
        }
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private static List<String> cells(String line) {
        return CELL.matcher(line).results().map(cell -> cell.group(1)).toList();
    }
}
