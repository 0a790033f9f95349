package io.nettools.agent.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nettools.agent.AnOrder;
import io.nettools.analyser.order.Order;
import io.nettools.analyser.order.TargetPod;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class ListeningTest {
    private static final TargetPod POD = new TargetPod("uid", "", List.of(), List.of());

    @Property(tries = 200)
    void theFilterDoesNotChangeTheCommand(@ForAll String filter) {
        Order order = AnOrder.of(POD).filtering(filter).order();
        assertEquals(
                "tcpdump -i any -nn -p -Z root -s 96 -B 16384 -c 1000 -F /work/filter -w -",
                String.join(
                        " ",
                        Listening.of(order.capture(), Path.of("/work/filter")).command()));
    }
}
