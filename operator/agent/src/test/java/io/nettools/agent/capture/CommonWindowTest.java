package io.nettools.agent.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nettools.analyser.report.Views.Window;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CommonWindowTest {
    private static final Window OWN = new Window(1_000, 9_000);

    @Test
    void theWindowIsTheOverlapOfBothCaptures() {
        assertEquals(new Window(2_000, 9_000), CommonWindow.in("nettools.io/window=\"2000-9500\"", OWN));
        assertEquals(new Window(1_000, 8_000), CommonWindow.in("a=\"b\"\nnettools.io/window=\"500-8000\"\n", OWN));
    }

    @Test
    void withoutAnAnnotationTheWindowIsThePodsOwn() {
        assertEquals(OWN, CommonWindow.in("nettools.io/stop=\"true\"\n", OWN));
        assertEquals(OWN, new CommonWindow(Path.of("/nonexistent")).within(OWN));
    }

    @Test
    void aStopEndsTheWindowAtItsTime() {
        String window = "nettools.io/window=\"2000-9500\"\n";
        assertEquals(new Window(2_000, 5_000), CommonWindow.in("nettools.io/stop=\"5000\"\n" + window, OWN));
        assertEquals(new Window(1_000, 5_000), CommonWindow.in("nettools.io/stop=\"5000\"\n", OWN));
        assertEquals(new Window(2_000, 9_000), CommonWindow.in("nettools.io/stop=\"9800\"\n" + window, OWN));
    }

    @Test
    void aMalformedWindowIsIgnored() {
        assertEquals(OWN, CommonWindow.in("nettools.io/window=\"now-later\"", OWN));
        assertEquals(OWN, CommonWindow.in("nettools.io/window=\"99999999999999999999-1\"", OWN));
        assertEquals(OWN, CommonWindow.in("x=\"nettools.io/window=\\\"2000-3000\\\"\"", OWN));
    }
}
