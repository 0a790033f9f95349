package io.nettools.agent.conntrack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NetlinkSocketsTest {
    private static final NetlinkSockets SOCKETS = new NetlinkSockets(
            """
            sk               Eth Pid        Groups   Rmem     Wmem     Dump  Locks    Drops    Inode
            00000000f9c28fe6 0   0          00000000 0        0        0     2        0        66793
            000000006dd48d5a 12  18122      00000000 0        0        0     2        5        66800
            000000006dd48d5b 12  -4294929   00000007 0        0        0     2        2834     66801
            000000006dd48d5c 12  -4294930   00000007 0        0        0     2        9        66802
            """);

    @Test
    void theListeningSocketOfTheProcessHasTheCount() {
        assertEquals(Optional.of(2834L), SOCKETS.dropsOf(Set.of("66800", "66801", "")));
    }

    @Test
    void aProcessThatDoesNotListenYetHasNone() {
        assertEquals(Optional.empty(), SOCKETS.dropsOf(Set.of("66793", "66800")));
        assertEquals(Optional.empty(), new NetlinkSockets("").dropsOf(Set.of("1")));
    }
}
