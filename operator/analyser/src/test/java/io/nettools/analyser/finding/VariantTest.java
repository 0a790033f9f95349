package io.nettools.analyser.finding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.Finding.Severity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Healthy traffic stays healthy, however it was captured: what is not seen is not claimed. */
class VariantTest {
    @TestFactory
    List<DynamicTest> noVariantOfHealthyTrafficDrawsAnErrorOrAWarning() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Scenario scenario : healthy()) {
            Variant.of(scenario.capture()).stream()
                    .filter(variant -> !scenario.faultyWhen().contains(variant.name()))
                    .map(variant -> DynamicTest.dynamicTest(
                            scenario.name() + ": " + variant.name(),
                            () -> assertEquals(List.of(), alarms(scenario, variant))))
                    .forEach(tests::add);
        }
        return tests;
    }

    private static List<Scenario> healthy() throws IOException {
        return Scenario.all().stream().filter(Scenario::healthy).toList();
    }

    private static List<String> alarms(Scenario scenario, Variant variant) throws IOException {
        return scenario.report(variant.capture()).findings().stream()
                .filter(finding -> finding.severity() != Severity.Info)
                .map(finding -> finding.code() + ": " + finding.evidence())
                .toList();
    }

    @Test
    void thereIsEnoughHealthyTraffic() throws IOException {
        assertTrue(healthy().size() >= 25, () -> "healthy scenarios with a capture: " + healthyNames());
    }

    private static List<String> healthyNames() {
        try {
            return healthy().stream().map(Scenario::name).toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
