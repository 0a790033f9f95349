package io.nettools.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TrainingTest {
    /** The folder with the stand-ins for the tools, which the image's build uses, too. */
    private static final Path TOOLS = Path.of("..", "..", "image", "rehearsal").toAbsolutePath();

    @Test
    void aWholeTraceIsRehearsedWithoutPrivilege() throws Exception {
        String said = train(TOOLS + ":" + System.getenv("PATH"), 0);
        assertFalse(said.contains("Exception"), said);
    }

    @Test
    void aRehearsalWithoutToolsFails() throws Exception {
        train("/nonexistent", 1);
    }

    private static String train(String path, int exit) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "train");
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
