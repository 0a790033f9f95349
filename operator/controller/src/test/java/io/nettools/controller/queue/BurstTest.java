package io.nettools.controller.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * T12: bursts of traces, as many reconcile threads as the operator has, an API server that answers late and an informer that knows
 * late. Before, a burst of 12 ran 11 trace pods where 5 were allowed.
 */
class BurstTest {
    private static final int BURSTS = 70;
    private static final int TRACES = 12;
    private static final int MOST = 5;

    @ParameterizedTest(name = "{0}")
    @CsvSource({"maxTracePodsPerNode", "maxTracePodsPerNamespace", "maxTracePods"})
    void noBurstExceedsAMaximumAndEachTraceHasItsPod(String limit) throws InterruptedException {
        int most = 0;
        for (int seed = 0; seed < BURSTS; seed++) {
            String name = limit + ", seed " + seed;
            Burst burst = new Burst(Map.of(limit, Integer.toString(MOST)), new Random(seed));
            boolean all = burst.runs(TRACES);
            assertTrue(burst.most() <= MOST, () -> burst.most() + " trace pods at a time, " + limit + " is " + MOST);
            assertTrue(all, () -> "not all traces had their pods: " + name);
            most = Math.max(most, burst.most());
        }
        assertEquals(MOST, most, "places that nobody took");
    }
}
