package io.nettools.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nettools.analyser.report.Code;
import io.nettools.planner.status.Phase.Kind;
import io.nettools.planner.status.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/reference documents each reason and each finding, in the order of the enums, what several views say last; the successes are in bold. */
class ReadmeTest {
    @Test
    void tableOfReasonsIsTheClosedList() throws IOException {
        List<String> reasons = Arrays.stream(Reason.values())
                .map(reason -> reason.kind() == Kind.Succeeded ? "**" + reason + "**" : reason.name())
                .toList();
        assertEquals(reasons, documented("reasons.md", "(?m)^\\| (\\**[A-Z]\\w+\\**) \\|"));
    }

    @Test
    void tableOfFindingsIsTheClosedList() throws IOException {
        List<String> codes = Arrays.stream(Code.values())
                .map(code -> code + " | " + code.severity())
                .toList();
        assertEquals(codes, documented("findings.md", "(?m)^\\| ([A-Z]\\w+ \\| [A-Z]\\w+) \\|"));
    }

    /** Of each row of the page's table, what the pattern's group finds. */
    private static List<String> documented(String page, String row) throws IOException {
        String table = Files.readString(Path.of("../../docs/reference").resolve(page));
        return Pattern.compile(row)
                .matcher(table)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }
}
