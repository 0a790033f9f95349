package io.nettools.analyser.hostile;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The inputs that fuzzing begins with, and those that broke something once. */
class FuzzedInputsTest {
    private static final Path BROKE_SOMETHING = Path.of("src/test/resources/fuzz");

    static List<Target> targets() {
        return Target.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("targets")
    void holdWhatReadingAsksFor(Target target) throws Exception {
        List<byte[]> inputs = new ArrayList<>(target.seeds());
        inputs.addAll(kept(target));
        assertFalse(inputs.isEmpty(), "nothing to begin with");
        Method test = target.type().getMethod("fuzzerTestOneInput", byte[].class);
        for (byte[] input : inputs) {
            assertDoesNotThrow(() -> test.invoke(null, (Object) input));
        }
    }

    private static List<byte[]> kept(Target target) throws IOException {
        Path folder = BROKE_SOMETHING.resolve(target.name());
        List<byte[]> inputs = new ArrayList<>();
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    inputs.add(Files.readAllBytes(file));
                }
            }
        }
        return inputs;
    }
}
