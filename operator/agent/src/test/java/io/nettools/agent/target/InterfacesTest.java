package io.nettools.agent.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.NetworkInterface;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InterfacesTest {
    private static final String POD =
            """
            [{"ifindex":1,"ifname":"lo","mtu":65536,"operstate":"UNKNOWN","address":"00:00:00:00:00:00",
              "addr_info":[{"family":"inet","local":"127.0.0.1","prefixlen":8},{"family":"inet6","local":"::1","prefixlen":128}]},
             {},
             {"ifindex":2,"link_index":4615,"ifname":"eth0","mtu":1450,"operstate":"UP","address":"0a:58:0a:80:02:0d","link_netnsid":0,
              "linkinfo":{"info_kind":"veth"},"addr_info":[{"local":"10.128.2.13","prefixlen":23},{"local":"fd01::a","prefixlen":64}]},
             {"ifindex":3,"link_index":7,"ifname":"net1","mtu":1500,"operstate":"UP","address":"0a:58:0a:80:02:0e",
              "linkinfo":{"info_kind":"macvlan"},"addr_info":[]}]
            """;

    @Test
    void anInterfaceIsReadFromTheOutputOfIp() throws IOException {
        assertEquals(
                new NetworkInterface(
                        2, "eth0", 4615, "UP", 1450, "0a:58:0a:80:02:0d", List.of("10.128.2.13/23", "fd01::a/64"), -1),
                Interfaces.parse(POD).all().get(1));
    }

    @Test
    void theDeviceBelowAMacvlanIsNotItsOtherEnd() throws IOException {
        assertEquals(0, Interfaces.parse(POD).all().get(2).peerIndex());
    }

    @Test
    void routableAddressesLeaveOutThoseOfTheLink() {
        Interfaces interfaces = Interfaces.parse(POD.replace("fd01::a", "fe80::858:aff:fe80:20d"));
        assertEquals(List.of("10.128.2.13"), interfaces.routable("eth0"));
        assertEquals(List.of(), interfaces.routable("lo"));
        assertEquals(List.of(), interfaces.routable("net1"));
        assertEquals(List.of(), interfaces.routable("eth1"));
    }

    /** Its packets leave inside others, by another interface: {@code ip -j} prints no hardware address, or that of its end. */
    @Test
    void aTunnelOfThePodHasNoRoutableAddress() {
        for (String address : List.of("", "\"address\":\"10.0.0.1\",", "\"address\":\"fd00::1\",")) {
            Interfaces interfaces = Interfaces.parse(
                    "[{\"ifindex\":5,\"ifname\":\"tun0\"," + address + "\"addr_info\":[{\"local\":\"10.8.0.2\"}]}]");
            assertEquals(List.of(), interfaces.routable("tun0"), address);
        }
    }

    @Test
    void interfacesAreNamedByTheirIndex() {
        assertEquals(
                Map.of(1, "lo", 2, "eth0", 3, "net1"), Interfaces.parse(POD).names());
    }

    @Test
    void anyIsAlwaysAnInterface() throws IOException {
        Interfaces interfaces = Interfaces.parse(POD);
        assertTrue(interfaces.has("any") && interfaces.has("net1"));
        assertFalse(interfaces.has("2") || interfaces.has("eth0@if4615"));
    }

    @Test
    void anAddressIsFoundInAnyNotation() throws IOException {
        assertEquals(List.of(), Interfaces.parse(POD).notes(List.of("10.128.2.13", "fd01:0:0::000a")));
    }

    @Test
    void aMissingAddressOfThePodIsNoted() throws IOException {
        List<String> notes = Interfaces.parse(POD).notes(List.of("10.128.2.99"));
        assertEquals(1, notes.size());
        assertTrue(notes.getFirst().startsWith("no interface of the pod has its address 10.128.2.99"));
    }

    @Test
    void manyInterfacesAndAddressesAreCutAndCounted() throws IOException {
        String address = "{\"local\":\"10.0.0.1\",\"prefixlen\":8}";
        String one = "{\"ifindex\":1,\"ifname\":\"e\",\"addr_info\":["
                + IntStream.range(0, 10).mapToObj(n -> address).collect(Collectors.joining(",")) + "]}";
        Interfaces many = Interfaces.parse("[" + one + ",{\"ifname\":\"x\"}".repeat(17) + "]");
        assertEquals(16, many.bounded().size());
        assertEquals(8, many.bounded().getFirst().addresses().size());
        assertEquals(
                List.of("2 more interfaces are not shown", "2 more addresses of e are not shown"),
                many.notes(List.of()));
        assertTrue(many.has("x"));
    }

    @Test
    void aNameIsPrintable() throws IOException {
        String name = Interfaces.parse("[{\"ifname\":\"e\\u001b[2J\\u202e0\"}]")
                .all()
                .getFirst()
                .name();
        assertEquals("e?[2J?0", name);
    }
}
