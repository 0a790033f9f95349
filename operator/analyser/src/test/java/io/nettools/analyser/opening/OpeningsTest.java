package io.nettools.analyser.opening;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.http.Ends;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The openings that are kept out of many. */
class OpeningsTest {
    private static final int REPORTED = 3;

    private final Openings<String> openings = new Openings<>(REPORTED, report -> report);

    private record Known(boolean unanswered) implements Opening<String> {
        @Override
        public String report(String client, String server) {
            return client + ">" + server;
        }
    }

    private record Between(String client, String server) implements Ends {}

    private void begun(String client, boolean failed, boolean unanswered) {
        Ends ends = new Between(client, "server");
        Known opening = new Known(unanswered);
        openings.begun(opening, ends);
        if (failed) {
            openings.failed(opening, 0, ends);
        }
    }

    @Test
    void failedOpeningsComeBeforeUnansweredOnesAndOthers() {
        begun("well", false, false);
        begun("waits", false, true);
        begun("fails", true, false);
        assertEquals(List.of("fails>server", "waits>server", "well>server"), openings.top());
        assertEquals(3, openings.count());
    }

    @Test
    void aLateFailureReplacesAnEarlyOpening() {
        IntStream.range(0, 10).forEach(n -> begun("well" + n, false, false));
        begun("fails", true, true);
        assertEquals(List.of("fails>server", "well0>server", "well1>server"), openings.top());
        assertEquals(11, openings.count());
    }

    @Test
    void failuresOfOneKindAreCountedUnderTheFirst() {
        Known opening = new Known(false);
        openings.failed(opening, 5, new Between("a", "server"));
        openings.failed(opening, 6, new Between("b", "server"));
        openings.failed(opening, 7, new Between("a", "server"));
        assertEquals(
                List.of(new Failure<>("server", 2, 5, "a>server"), new Failure<>("server", 1, 6, "b>server")),
                openings.failures());
    }

    @Test
    void aFloodOfKindsIsBoundedWhileKnownKindsStillCount() {
        int kinds = 10_000;
        IntStream.range(0, kinds).forEach(n -> begun("fails" + n, true, false));
        int kept = openings.failures().size();
        assertTrue(kept < kinds / 100, () -> kept + " kinds");
        begun("fails0", true, false);
        assertEquals(kept, openings.failures().size());
        assertEquals(2, openings.failures().getFirst().count());
    }

    @Test
    void aWithdrawnFailureIsAnOrdinaryOpening() {
        begun("well", false, false);
        begun("recovers", false, false);
        Known opening = new Known(true);
        Ends ends = new Between("recovers", "server");
        openings.failed(opening, 5, ends);
        openings.failed(opening, 6, ends);
        assertEquals(List.of("recovers>server", "well>server"), openings.top().subList(0, 2));
        openings.withdraw(opening, "recovers>server");
        assertEquals(1, openings.failures().getFirst().count());
        openings.withdraw(opening, "recovers>server");
        assertEquals(List.of(), openings.failures());
        assertEquals(List.of("well>server", "recovers>server"), openings.top());
    }

    @Test
    void allMatchingFailuresAreWithdrawnTogether() {
        begun("a", true, false);
        begun("b", true, false);
        openings.withdraw(report -> report.startsWith("a"));
        assertEquals(List.of("b>server", "a>server"), openings.top());
        assertEquals(1, openings.failures().size());
    }
}
