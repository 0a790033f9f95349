package io.nettools.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TrainingTest {
    /** The folder with the stand-ins for the tools, which the image's build uses, too. */
    private static final Path TOOLS = Path.of("..", "..", "image", "rehearsal").toAbsolutePath();

    private static final Path CAPTURE = Path.of(
                    "..", "analyser", "src", "test", "resources", "captures", "loopback-http.pcap")
            .toAbsolutePath();

    @Test
    void aWholeTraceIsRehearsedWithoutPrivilege() throws Exception {
        String said = train(TOOLS + ":" + System.getenv("PATH"), 0);
        assertFalse(said.contains("Exception"), said);
    }

    @Test
    void aRehearsalWithoutToolsFails() throws Exception {
        train("/nonexistent", 1);
    }

    @Test
    void aCaptureIsAnalysedWithoutTools() throws Exception {
        train("/nonexistent", 0, CAPTURE.toString());
    }

    @Test
    void aCaptureThatIsNotThereFails() throws Exception {
        train("/nonexistent", 1, "nonexistent.pcap");
    }

    private static String train(String path, int exit, String... captures) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "train"));
        command.addAll(List.of(captures));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("PATH", path);
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        assertEquals(exit, process.exitValue(), said);
        return said;
    }
}
