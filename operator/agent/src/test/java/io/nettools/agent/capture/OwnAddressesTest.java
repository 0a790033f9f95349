package io.nettools.agent.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.agent.capture.NodePoints.NodePoint;
import io.nettools.agent.target.Interfaces;
import io.nettools.analyser.report.NetworkInterface;
import io.nettools.analyser.report.Views.Where;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The addresses by which a pod's packets are recognised, and where they suffice. */
class OwnAddressesTest {
    private static final List<String> STATUS = List.of("10.128.2.13", "fd01::a");
    private static final Interfaces PLAIN = interfaces(card("eth0", "10.128.2.13/23", "fd01::a/64", "fe80::1/64"));
    private static final Interfaces TWO_NETWORKS =
            interfaces(card("eth0", "10.128.2.13/23", "fd01::a/64"), card("ovn-udn1", "10.200.0.5/16", "fe80::2/64"));

    @Test
    void aPlainPodHasTheAddressesOfItsStatus() {
        OwnAddresses own = of("eth0", PLAIN);
        assertEquals(new OwnAddresses("eth0", STATUS, true), own);
        assertEquals(List.of(), own.beyondStatus());
        assertEquals(List.of(), own.notes(STATUS, true));
        assertFalse(OwnAddresses.mayDiffer(PLAIN, STATUS));
    }

    @Test
    void thePathsInterfaceDecidesForAPodWithTwoNetworks() {
        assertTrue(OwnAddresses.mayDiffer(TWO_NETWORKS, STATUS));
        assertEquals(STATUS, of("eth0", TWO_NETWORKS).all());
        assertEquals(List.of("10.200.0.5"), of("ovn-udn1", TWO_NETWORKS).all());
    }

    /** A second address, as of a floating IP, does not make another network of the interface. */
    @Test
    void oneAddressOfTheStatusIsEnough() {
        Interfaces more = interfaces(card("eth0", "10.0.0.1/32", "fd01:0:0::000a/64"));
        assertEquals(STATUS, of("eth0", more).all());
    }

    /** A virtual machine has the address: the interface only leads to it. */
    @Test
    void anInterfaceWithoutAnAddressChangesNothing() {
        assertEquals(STATUS, of("eth0", interfaces(card("eth0", "fe80::1/64"))).all());
        assertEquals(
                STATUS, OwnAddresses.of(Optional.empty(), TWO_NETWORKS, STATUS).all());
    }

    @Test
    void addressesBeyondTheStatusAreNotedOnce() {
        OwnAddresses own = of("ovn-udn1", TWO_NETWORKS);
        assertEquals(1, own.notes(STATUS, false).size());
        assertTrue(
                own.notes(STATUS, false)
                        .getFirst()
                        .startsWith(
                                "packets at ovn-udn1 carry 10.200.0.5, which is not in the pod's status (10.128.2.13, fd01::a)"));
        assertEquals(
                "on the node: only connections of 10.128.2.13, fd01::a are looked for, since pods of other networks may"
                        + " have the address of ovn-udn1 too",
                own.notes(STATUS, true).getLast());
    }

    @Test
    void theUplinkIsLeftOutAndThePodsOtherEndIsNot() {
        OwnAddresses own = of("ovn-udn1", TWO_NETWORKS);
        NodePoint node = new NodePoint(Where.Node, "veth6", "", "");
        NodePoint uplink = new NodePoint(Where.Uplink, "ens3", "", "");
        assertEquals(node, node.telling(own));
        assertEquals(
                "ovn-udn1 has 10.200.0.5, not an address of the pod's status: pods of other networks may have it too",
                uplink.telling(own).missing());
        assertEquals(uplink, uplink.telling(of("eth0", TWO_NETWORKS)));
    }

    @Test
    void anUplinkThatIsUnknownKeepsItsReason() {
        NodePoint unknown = new NodePoint(Where.Uplink, "", "the node has no default route", "");
        assertEquals(unknown, unknown.telling(of("ovn-udn1", TWO_NETWORKS)));
    }

    private static OwnAddresses of(String device, Interfaces interfaces) {
        return OwnAddresses.of(Optional.of(device), interfaces, STATUS);
    }

    private static Interfaces interfaces(NetworkInterface... some) {
        NetworkInterface lo =
                new NetworkInterface(1, "lo", 0, "UNKNOWN", 65536, "00:00:00:00:00:00", List.of("127.0.0.1/8"), -1);
        return new Interfaces(Stream.concat(Stream.of(lo), Stream.of(some)).toList(), true);
    }

    private static NetworkInterface card(String name, String... addresses) {
        return new NetworkInterface(2, name, 7, "UP", 1400, "0a:58:0a:80:02:0d", List.of(addresses), -1);
    }
}
