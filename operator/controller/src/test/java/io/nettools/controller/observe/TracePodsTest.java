package io.nettools.controller.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.Pod;
import io.nettools.controller.fixture.Golden;
import io.nettools.controller.fixture.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each folder of observed-pods/ has a pod as a kubelet writes it ({@code pod.yaml}) and as the planner sees it
 * ({@code seen.yaml}).
 */
class TracePodsTest {
    private static final Path FOLDERS = Path.of("src/test/resources/observed-pods");

    @ParameterizedTest
    @MethodSource("folders")
    void aPodIsSeenAsInItsFolder(String name) throws IOException {
        Path folder = FOLDERS.resolve(name);
        Golden.assertSame(
                folder.resolve("seen.yaml"), Yaml.of(TracePods.of(Yaml.object(folder.resolve("pod.yaml"), Pod.class))));
        assertEquals(List.of("pod.yaml", "seen.yaml"), names(folder), "every file is used");
    }

    static Stream<String> folders() throws IOException {
        return names(FOLDERS).stream();
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }
}
