package io.nettools.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nettools.analyser.finding.Code;
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

/** The README documents each reason and each finding, in the order of the enums; the successes are in bold. */
class ReadmeTest {
    @Test
    void tableOfReasonsIsTheClosedList() throws IOException {
        String table = Files.readString(Path.of("../../README.md"))
                .split("### Reasons", 2)[1]
                .split("###", 2)[0];
        List<String> documented = Pattern.compile("(?m)^\\| (\\**[A-Z]\\w+\\**) \\|")
                .matcher(table)
                .results()
                .map((MatchResult row) -> row.group(1))
                .toList();
        List<String> reasons = Arrays.stream(Reason.values())
                .map(reason -> reason.kind() == Kind.Succeeded ? "**" + reason + "**" : reason.name())
                .toList();
        assertEquals(reasons, documented);
    }

    @Test
    void tableOfFindingsIsTheClosedList() throws IOException {
        String table = Files.readString(Path.of("../../README.md"))
                .split("### Findings", 2)[1]
                .split("###", 2)[0];
        List<String> documented = Pattern.compile("(?m)^\\| ([A-Z]\\w+ \\| [A-Z]\\w+) \\|")
                .matcher(table)
                .results()
                .map((MatchResult row) -> row.group(1))
                .toList();
        List<String> codes = Arrays.stream(Code.values())
                .map(code -> code + " | " + code.severity())
                .toList();
        assertEquals(codes, documented);
    }
}
