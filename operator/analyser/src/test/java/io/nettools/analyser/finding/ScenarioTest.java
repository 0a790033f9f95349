package io.nettools.analyser.finding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.Code;
import io.nettools.analyser.report.Finding;
import io.nettools.analyser.report.Report;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each folder of resources/scenarios is told as its {@code expected.yaml} says: a fault names its cause first, a healthy one has none. */
class ScenarioTest {
    static List<Scenario> scenarios() throws IOException {
        return Scenario.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void findingsAreAsExpected(Scenario scenario) throws IOException {
        Report report = scenario.report();
        assertEquals(scenario.expected(), scenario.told(report), () -> scenario.name() + ": " + report.findings());
        scenario.summary().ifPresent(summary -> assertEquals(summary, report.summary()));
        report.findings().forEach(finding -> assertComplete(scenario, finding));
        assertTrue(report.summary().length() <= Summary.LONGEST, report::summary);
    }

    private static void assertComplete(Scenario scenario, Finding finding) {
        assertTrue(finding.message().endsWith("."), () -> scenario.name() + ": " + finding);
        assertTrue(finding.message().length() < 240, () -> scenario.name() + ": " + finding);
        assertTrue(finding.nextStep().length() < 300, () -> scenario.name() + ": " + finding);
        assertTrue(finding.nextStep().length() > 20, () -> scenario.name() + ": " + finding);
        assertTrue(
                !finding.evidence().isEmpty() || finding.code().equals("NoPackets"),
                () -> scenario.name() + ": " + finding);
    }

    @Test
    void everyFileIsUsed() throws IOException {
        for (Scenario scenario : Scenario.all()) {
            assertEquals(Set.of(), scenario.unknownFiles(), scenario.name());
        }
    }

    @Test
    void everyCodeIsReached() throws IOException {
        Set<String> reached = Scenario.all().stream()
                .flatMap(scenario -> scenario.expectedCodes().stream())
                .collect(Collectors.toSet());
        Set<String> codes = EnumSet.allOf(Code.class).stream()
                .filter(code -> !Code.OF_SEVERAL_VIEWS.contains(code))
                .map(Code::name)
                .collect(Collectors.toSet());
        codes.removeAll(reached);
        assertEquals(Set.of(), codes);
    }

    @Test
    void thereAreEnoughFaultyAndHealthyScenarios() throws IOException {
        long healthy = Scenario.all().stream()
                .filter(scenario -> scenario.expected().isEmpty())
                .count();
        assertTrue(healthy >= 8, "healthy: " + healthy);
        assertTrue(Scenario.all().size() >= 40, "all: " + Scenario.all().size());
    }
}
