package io.nettools.analyser.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A million packets of each flood go through an analyser with the heap that it has in a trace pod (image/runtime): it ends, its report is
 * harmless at any time, and what it holds at the end leaves room for the rest of the agent.
 */
@Execution(ExecutionMode.CONCURRENT)
class FloodIT {
    private static final String HEAP = "-Xmx64m";
    private static final long MOST_HELD = 40L << 20;

    @ParameterizedTest
    @EnumSource
    void costsABoundedAmount(Flood flood) throws Exception {
        int packets = Integer.getInteger("flood.packets", 1_000_000);
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                FloodedProgram.class.getName(),
                flood.name(),
                Integer.toString(packets));
        String said = run(command);
        String[] numbers = said.strip().split(" ", -1);
        assertEquals(2, numbers.length, said);
        assertEquals(packets, Integer.parseInt(numbers[0]));
        long held = Long.parseLong(numbers[1]);
        System.out.println(flood + " holds " + (held >> 10) + " KiB");
        assertTrue(held < MOST_HELD, () -> "holds " + (held >> 20) + " MiB");
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        return said;
    }
}
