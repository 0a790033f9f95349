package io.nettools.agent.target;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DefaultRouteTest {
    @Test
    void theFirstRouteIsThePreferredOne() {
        assertEquals(
                Optional.of("ovn-udn1"),
                DefaultRoute.parse(
                        """
                        [{"dst":"default","gateway":"10.200.0.1","dev":"ovn-udn1","flags":[]},
                         {"dst":"default","gateway":"10.128.2.1","dev":"eth0","metric":100,"flags":[]}]
                        """));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "[{\"dst\":\"default\"}]", "{", "Error: any valid prefix is expected"})
    void withoutARouteThereIsNoInterface(String json) {
        assertEquals(Optional.empty(), DefaultRoute.parse(json));
    }
}
