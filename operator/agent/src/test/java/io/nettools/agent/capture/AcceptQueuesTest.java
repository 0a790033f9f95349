package io.nettools.agent.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nettools.analyser.report.KernelCounters;
import io.nettools.analyser.report.KernelCounters.Queue;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class AcceptQueuesTest {
    private static final String HEADER =
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n";

    private static String row(String port, String state, String waiting) {
        return "   0: 0100007F:%s 00000000:0000 %s 00000000:%s 00:00000000 00000000     0        0 1079 1 0 100 0 0 10 0\n"
                .formatted(port, state, waiting);
    }

    @Test
    void theLengthOfAListeningSocketsQueueIsHexadecimal() {
        assertEquals(
                List.of(new Queue(8080, 129)),
                AcceptQueues.of(List.of(HEADER + row("1F90", "0A", "00000081") + row("1F91", "0A", "00000000"))));
    }

    @Test
    void bytesThatAConnectionHasNotReadAreNoQueue() {
        assertEquals(List.of(), AcceptQueues.of(List.of(HEADER + row("1F90", "01", "00000081"))));
    }

    @Test
    void bothVersionsOfIpAreReadAndOnePortIsOneQueue() {
        String six =
                "   1: 00000000000000000000000000000000:1F90 00000000000000000000000000000000:0000 0A 00000000:00000003 00:00000000 0 0 0 1 1\n";
        assertEquals(
                List.of(new Queue(8080, 5)),
                AcceptQueues.of(List.of(HEADER + row("1F90", "0A", "00000002"), HEADER + six)));
    }

    @Test
    void onlyTheLongestAreKept() {
        String rows = IntStream.range(1, 100)
                .mapToObj(port -> row("%04X".formatted(port), "0A", "%08X".formatted(port)))
                .collect(Collectors.joining());
        List<Queue> kept = AcceptQueues.of(List.of(rows));
        assertEquals(KernelCounters.MAX_QUEUES, kept.size());
        assertEquals(new Queue(99, 99), kept.getFirst());
    }

    @Property(tries = 200)
    void anyTextIsRead(@ForAll String text) {
        AcceptQueues.of(List.of(text, row(text, text, text)));
    }
}
