package io.nettools.agent.capture;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StopRequestTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "nettools.io/stop=\"true\"",
                "kubernetes.io/config.seen=\"2026-11-23\"\nnettools.io/stop=\"\"\nz=\"1\"",
            })
    void theAnnotationIsARequestWhateverItsValue(String annotations) {
        assertTrue(StopRequest.madeIn(annotations));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nettools.io/stopped=\"true\"",
                "note=\"nettools.io/stop=1\"",
                "note=\"line\\nnettools.io/stop=\\\"1\\\"\"",
                "x.nettools.io/stop=\"true\"",
            })
    void otherAnnotationsAreNoRequest(String annotations) {
        assertFalse(StopRequest.madeIn(annotations));
    }

    @Test
    void aMissingFileIsNoRequest() {
        assertFalse(new StopRequest(Path.of("/no/such/file")).made());
    }
}
