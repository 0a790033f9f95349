package io.nettools.planner.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nettools.analyser.report.Listener;
import io.nettools.analyser.report.Listener.Protocol;
import io.nettools.analyser.report.Listener.Seen;
import io.nettools.analyser.shape.Listed;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeshProxyTest {
    /** The ports on which programs in a pod listen, and the proxy that they are. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "TCP, 15000 15001 15006 15020 15021 15090 8080, Sidecar",
                "TCP, 15001 15006 15008 15021, Sidecar",
                "TCP, 15001 15006 15008 8080, Ambient",
                "TCP, 15001 15006 8080, none",
                "TCP, 15008 15021 8080, none",
                "TCP, 8080, none",
                "UDP, 15001 15006 15008 15021, none"
            })
    void aProxyIsKnownByAllOfItsPorts(Protocol protocol, String ports, MeshProxy proxy) {
        List<Listener> sockets = Arrays.stream(ports.split(" "))
                .map(port -> new Listener(protocol, "0.0.0.0", Integer.parseInt(port), Seen.BothTimes))
                .toList();
        assertEquals(Optional.ofNullable(proxy), MeshProxy.in(new Listed<>(sockets.size(), sockets)));
    }
}
