package io.nettools.controller.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReferenceTableTest {
    private static final String PAGE =
            """
            # Page

            | code | severity | meaning |
            | --- | --- | --- |
            | A | Info | the first \\| one |
            | B | Info | the second |

            The end.
            """;

    @Test
    void aPageThatNamesAllRowsStaysAsItIs() {
        assertEquals(PAGE, new ReferenceTable(PAGE).with(List.of(List.of("A", "Info"), List.of("B", "Info"))));
    }

    @Test
    void aMovedRowKeepsItsSentence() {
        assertEquals(
                List.of("| B | Error | the second |", "| A | Info | the first \\| one |"),
                rows(List.of(List.of("B", "Error"), List.of("A", "Info"))));
    }

    @Test
    void aNewCodeGetsARowThatAsksForASentence() {
        assertEquals(
                List.of("| A | Info | the first \\| one |", "| C | Error | **DESCRIBE ME** |"),
                rows(List.of(List.of("A", "Info"), List.of("C", "Error"))));
    }

    @Test
    void aPageWithoutATableIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new ReferenceTable("# Page\n").with(List.of()));
    }

    private static List<String> rows(List<List<String>> known) {
        return new ReferenceTable(PAGE)
                .with(known)
                .lines()
                .skip(4)
                .filter(line -> line.startsWith("|"))
                .toList();
    }
}
