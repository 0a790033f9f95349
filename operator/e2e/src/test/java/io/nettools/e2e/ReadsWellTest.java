package io.nettools.e2e;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.planner.status.Reason;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What kubectl shows of a trace: a table that tells the story, a description with its events, an explanation of each field. */
class ReadsWellTest {
    @RegisterExtension
    static final Scene SCENE = new Scene();

    @BeforeAll
    static void traces() {
        SCENE.pod("web", "sleep", "infinity");
        Tracing trace = SCENE.trace(
                        "good",
                        "target: {pod: web}\nduration: 6s\ncapture: {interface: lo, filter: udp port 9}\nreason: INC-4711")
                .capturing();
        new Traffic(SCENE, "web").datagrams(3, 10);
        trace.ended(Reason.Completed);
        SCENE.trace("bad", "target: {pod: wbe}").ended(Reason.TargetNotFound);
    }

    @Test
    void tableTellsTheStory() {
        List<String> lines = get().out().lines().toList();
        assertMatches("NAME +TARGET +STATE +PACKETS +LOST +SUMMARY +AGE", lines.get(0));
        assertMatches("bad +wbe +TargetNotFound +0 +0 +There is no pod wbe in namespace .* \\d+s", lines.get(1));
        assertMatches("good +web +Completed +3 +0 +1 conversation; 3 packets, none lost +\\d+s", lines.get(2));
    }

    @Test
    void wideTableSaysWhereAndWhen() {
        List<String> lines = get("-o", "wide").out().lines().toList();
        assertMatches(".* AGE +NODE +STARTED +FINISHED", lines.get(0));
        assertMatches("good .* \\d+s +node-\\d +\\d+s +\\d+s", lines.get(2));
    }

    /** kubectl sorts fields by name: conditions come before the diagnosis, and the first of them is the answer. */
    @Test
    void firstScreenOfYamlHasTheAnswer() {
        String text = get("good", "-o", "yaml").out();
        List<String> screen = text.lines().limit(40).toList();
        assertTrue(
                screen.stream().anyMatch(line -> line.contains("message: 1 conversation; 3 packets, none lost")), text);
    }

    @Test
    void descriptionHasTheEvents() {
        String text = Shell.kubectl("describe", "ntrace", "good", "-n", SCENE.namespace())
                .ok()
                .out();
        assertTrue(text.contains("tcpdump listens on pod web. Filter: udp port 9"), text);
        assertTrue(text.contains("Completed: The capture ran for its duration."), text);
        assertFalse(text.contains("1970"), text);
    }

    @Test
    void targetPodSaysThatItWasWatched() {
        String text = Shell.kubectl("describe", "pod", "web", "-n", SCENE.namespace())
                .ok()
                .out();
        assertTrue(text.contains("NetworkTraceStarted"), text);
        assertTrue(text.matches("(?s).*NetworkTrace good(, requested by \\S+)?: Completed.*"), text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"spec", "spec.target", "spec.capture", "status", "status.targets", "status.targets.capture"})
    void everyFieldIsExplained(String field) {
        String text = Shell.kubectl("explain", "ntrace." + field).ok().out();
        assertFalse(text.contains("<no description>"), text);
    }

    private static Shell.Output get(String... more) {
        String[] words = Stream.concat(Stream.of("get", "ntrace", "-n", SCENE.namespace()), Stream.of(more))
                .toArray(String[]::new);
        return Shell.kubectl(words).ok();
    }

    private static void assertMatches(String pattern, String line) {
        assertTrue(line.matches(pattern + " *"), () -> line + "\ndoes not match\n" + pattern);
    }
}
