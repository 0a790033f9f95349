package io.nettools.controller.docs;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.nettools.analyser.report.Code;
import io.nettools.controller.fixture.Golden;
import io.nettools.controller.fixture.Yaml;
import io.nettools.planner.status.Reason;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * docs/reference names each reason, finding, setting, and field of spec and status, as the code has them. {@code -Dupdate=true} writes names, kinds, severities and
 * the order; the sentences about reasons and findings are written by hand in the page, and a new row asks for them.
 */
class ReferenceTest {
    private static final Path REFERENCE = Path.of("../../docs/reference");
    private static final Path SETTINGS = Path.of("../../deploy/30-configmap-settings.yaml");
    private static final Path CRD = Path.of("../../crds/networktraces.nettools.io.yaml");

    @Test
    void eachReasonIsDescribed() {
        assertDescribed(
                "reasons.md",
                Arrays.stream(Reason.values())
                        .map(reason -> List.of(reason.name(), reason.kind().name())));
    }

    @Test
    void eachFindingIsDescribed() {
        assertDescribed(
                "findings.md",
                Arrays.stream(Code.values())
                        .map(code -> List.of(code.name(), code.severity().name())));
    }

    @Test
    void statusFieldsAreThoseOfTheCrd() {
        Golden.assertSame(
                REFERENCE.resolve("status.md"),
                StatusPage.of(Yaml.tree(CRD).at("/spec/versions/0/schema/openAPIV3Schema/properties/status")));
    }

    @Test
    void specFieldsAreThoseOfTheCrd() {
        Golden.assertSame(
                REFERENCE.resolve("api.md"), SpecPage.of(Yaml.tree(CRD).at("/spec/versions/0/schema/openAPIV3Schema")));
    }

    @Test
    void settingsAreThoseOfTheConfigMap() {
        Golden.assertSame(REFERENCE.resolve("settings.md"), SettingsPage.of(Yaml.text(SETTINGS)));
    }

    private static void assertDescribed(String name, Stream<List<String>> known) {
        Path page = REFERENCE.resolve(name);
        String expected = new ReferenceTable(Yaml.text(page)).with(known.toList());
        Golden.assertSame(page, expected);
        assertFalse(
                expected.contains(ReferenceTable.UNWRITTEN),
                () -> page + ": describe each row with " + ReferenceTable.UNWRITTEN);
    }
}
