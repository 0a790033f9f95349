package io.nettools.agent.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nettools.agent.target.IpOutput;
import io.nettools.analyser.report.Topology.Tunnel;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Output of iproute2 6.1 on devices of a namespace: {@code ip -d -j link}. */
class NetDeviceTest {
    private static final String VXLAN =
            """
            {"ifindex": 2, "ifname": "v0", "linkinfo": {"info_kind": "vxlan", "info_data": {"id": 5, "remote": "192.0.2.1",
             "port_range": {"low": 0, "high": 0}, "port": 4790, "learning": true, "ttl": 0, "df": "unset"}}}""";

    private static final String TUN =
            """
            {"ifindex": 3, "ifname": "%1$s0", "linkinfo": {"info_kind": "tun", "info_data": {"type": "%1$s", "pi": false, "persist": true}}}""";

    @Test
    void aTunnelHasItsNumberItsEndAndItsPort() {
        assertEquals(List.of(new Tunnel("v0", "vxlan", "", "192.0.2.1", "5", 4790)), tunnels(VXLAN));
    }

    /** The first is a VPN's or an overlay's in user space, the second a virtual machine's card. */
    @Test
    void aProgramsDeviceIsATunnelUnlessItIsACard() {
        assertEquals(List.of(new Tunnel("tun0", "tun", "", "", "", 0)), tunnels(TUN.formatted("tun")));
        assertEquals(List.of(), tunnels(TUN.formatted("tap")));
    }

    private static List<Tunnel> tunnels(String link) {
        return NetDevice.of(IpOutput.parse("[" + link + ", {}]")).stream()
                .flatMap(device -> device.tunnel().stream())
                .toList();
    }
}
