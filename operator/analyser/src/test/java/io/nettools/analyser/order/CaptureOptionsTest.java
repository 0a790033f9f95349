package io.nettools.analyser.order;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaptureOptionsTest {
    @Test
    void aCapturedInterfaceHasAPath() {
        assertEquals(Optional.of("net1"), on("net1").pathInterface());
    }

    @ParameterizedTest
    @ValueSource(strings = {"any", "lo"})
    void allInterfacesAndLoopbackNameNoPath(String name) {
        assertEquals(Optional.empty(), on(name).pathInterface());
    }

    private static CaptureOptions on(String name) {
        return new CaptureOptions(name, "", 96, 1, 1, 0);
    }
}
