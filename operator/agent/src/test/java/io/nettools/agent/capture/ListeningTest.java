package io.nettools.agent.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nettools.analyser.order.Order;
import io.nettools.analyser.order.TargetPod;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class ListeningTest {
    private static final TargetPod POD = new TargetPod("uid", "", List.of(), List.of());

    @Property(tries = 200)
    void theCommandHasOneShapeWhateverTheFilterSays(@ForAll String filter) {
        Order order = new Order(POD, "any", filter, 512, 100, 1, 1, 1, false, false, 1, false);
        assertEquals(
                "tcpdump -i any -nn -p -Z root -s 512 -B 16384 -c 100 -F /work/filter -w -",
                String.join(" ", Listening.of(order, Path.of("/work/filter")).command()));
    }
}
