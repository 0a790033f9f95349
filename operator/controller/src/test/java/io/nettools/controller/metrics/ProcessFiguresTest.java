package io.nettools.controller.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ProcessFiguresTest {

    @Test
    void aCommandMayHaveBlanksAndBrackets() {
        ProcessFigures figures = ProcessFigures.of(
                "Name:\tjava\nVmHWM:\t  300 kB\nVmRSS:\t  200 kB\n",
                "7 (a ) b) S 1 7 7 0 -1 4194560 50 0 3 0 150 25 0 0 20 0 30 0 99 1000 50");
        assertEquals(new ProcessFigures(200 * 1024, 1.75), figures);
    }

    @Test
    void thisProcessHasBoth() throws IOException {
        ProcessFigures figures = ProcessFigures.now();
        assertTrue(figures.residentBytes() > 1 << 20 && figures.cpuSeconds() > 0, figures::toString);
    }
}
