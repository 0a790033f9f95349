package io.nettools.planner.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.nettools.analyser.report.Flow;
import java.lang.reflect.RecordComponent;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a status says of a TCP connection, and what it does not for there is nothing to say. */
class TcpDetailsTest {
    private static final Flow.Sender QUIET = new Flow.Sender(
            new Flow.Syn(0, -1, 0), 0, 0, Optional.empty(), Flow.Gaps.NONE, Optional.empty(), 0, 0, false);

    private static final Flow.Sender BUSY = new Flow.Sender(
            new Flow.Syn(1, 2, 5),
            3,
            4,
            Optional.of(new Flow.Again(6, 7, 8, 9, 10, 11)),
            new Flow.Gaps(11, 12, 13, 14),
            Optional.of(new Flow.Window(15, 16, 17, 18, 19)),
            20,
            21,
            true);

    @Test
    void everyNumberHasItsPlace() {
        assertEquals(
                new TcpSender(
                        1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L, 13L, 14L, 15L, 16L, 17L, 18L, 19L, 20L, 21L,
                        true),
                TcpSender.of(BUSY));
        assertEquals(
                new TcpDetails(1L, 2L, "Closing", 3L, 4L, 5L, 6L, 7L, TcpSender.of(BUSY), TcpSender.of(QUIET)),
                TcpDetails.of(new Flow.Tcp(1, 2, Optional.of(new Flow.Reset("Closing", 3)), 4, 5, 6, 7, BUSY, QUIET)));
    }

    @Test
    void numbersWithoutAValueAreAbsent() throws ReflectiveOperationException {
        TcpSender quiet = TcpSender.of(QUIET);
        for (RecordComponent component : TcpSender.class.getRecordComponents()) {
            assertNull(component.getAccessor().invoke(quiet), component.getName());
        }
        assertNull(TcpDetails.of(new Flow.Tcp(0, 0, Optional.empty(), 0, 0, 0, 0, QUIET, QUIET))
                .resetState());
    }
}
