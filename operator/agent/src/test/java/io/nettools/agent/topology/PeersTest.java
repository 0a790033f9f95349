package io.nettools.agent.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.Topology;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class PeersTest {
    private static final int POD = 7;
    private static final int NODE = 0;
    private static final int STRANGER = 8;

    @Test
    void aPairIsBelievedWhenEachEndNamesTheOther() {
        Peers peers = new Peers(List.of(veth("cali1", 12, 2, POD)), OptionalInt.of(POD), OptionalInt.of(NODE));
        assertEquals("cali1", only(peers, veth("eth0", 2, 12, 0)).name());
    }

    /** Every pod's eth0 has a small number: two pods' ends on the node then name the same one. */
    @Test
    void anotherPodsEndIsRecognisedByItsNamespace() {
        Peers peers = new Peers(List.of(veth("cali2", 12, 2, STRANGER)), OptionalInt.of(POD), OptionalInt.of(NODE));
        assertEquals(Optional.empty(), peer(peers, veth("eth0", 2, 12, 0)));
        assertTrue(peers.unknown(List.of(veth("eth0", 2, 12, 0)))
                .getFirst()
                .contains("No device of the node reports that it is the other end of eth0 (number 12)"));
    }

    @Test
    void anIndexInOneDirectionIsNotEnough() {
        Peers peers = new Peers(
                List.of(veth("cali1", 12, 3, POD), device("ens3", "physical", 13, 0, -1)),
                OptionalInt.of(POD),
                OptionalInt.of(NODE));
        assertEquals(Optional.empty(), peer(peers, veth("eth0", 2, 12, 0)));
        assertEquals(Optional.empty(), peer(peers, veth("eth0", 2, 13, 0)));
    }

    /**
     * T4: devices that a pod makes in namespaces of its own have indexes of its choice, and those namespaces have no
     * number on the node.
     */
    @Test
    void aNamespaceWithoutANumberHasNoOtherEndOnTheNode() {
        List<NetDevice> node = List.of(veth("cali1", 12, 2, STRANGER), device("ens3", "physical", 13, 0, -1));
        for (Peers peers : List.of(
                new Peers(node, OptionalInt.empty(), OptionalInt.empty()),
                new Peers(node, OptionalInt.empty(), OptionalInt.of(NODE)),
                new Peers(node, OptionalInt.of(STRANGER), OptionalInt.empty()))) {
            assertEquals(Optional.empty(), peer(peers, veth("eth0", 2, 12, STRANGER)));
            assertEquals(Optional.empty(), peer(peers, device("net1", "macvlan", 5, 13, STRANGER)));
        }
    }

    /** T4: a link into another namespace than the node's, with an index that a device of the node has. */
    @Test
    void aLinkIntoAnotherNamespaceHasNoOtherEndOnTheNode() {
        List<NetDevice> node = List.of(veth("cali1", 12, 2, POD), device("ens3", "physical", 13, 0, -1));
        Peers peers = new Peers(node, OptionalInt.of(POD), OptionalInt.of(NODE));
        assertEquals(Optional.empty(), peer(peers, veth("eth0", 2, 12, NODE + 1)));
        assertEquals(Optional.empty(), peer(peers, device("net1", "macvlan", 5, 13, NODE + 1)));
    }

    @Test
    void aMacvlanHasTheCardBelowIt() {
        Peers peers =
                new Peers(List.of(device("ens3", "physical", 2, 0, -1)), OptionalInt.of(POD), OptionalInt.of(NODE));
        Topology.Device card = only(peers, device("net1", "macvlan", 5, 2, 0));
        assertEquals("ens3", card.name());
        assertEquals(0, card.peerIndex());
        assertEquals(-1, card.peerNamespace());
    }

    @Test
    void aMacvlanStatesWhatItHides() {
        Peers peers =
                new Peers(List.of(device("ens3", "physical", 2, 0, -1)), OptionalInt.of(POD), OptionalInt.of(NODE));
        assertEquals(
                List.of(
                        "net1 is a device of kind macvlan on ens3: its packets pass ens3, but not the node's bridges,"
                                + " firewall and connection tracking, and packets to other pods on ens3 pass no device of the node."),
                peers.unknown(List.of(device("net1", "macvlan", 5, 2, 0))));
    }

    @Test
    void aCardOfItsOwnHasNoOtherEnd() {
        Peers peers =
                new Peers(List.of(device("ens3", "physical", 2, 0, -1)), OptionalInt.of(POD), OptionalInt.of(NODE));
        NetDevice function = device("net1", "physical", 5, 0, -1);
        assertEquals(Optional.empty(), peer(peers, function));
        assertTrue(peers.unknown(List.of(function)).getFirst().contains("a physical device"));
    }

    @Test
    void aPairWithinThePodHasNoOtherEndOnTheNode() {
        Peers peers = new Peers(List.of(veth("cali1", 6, 5, POD)), OptionalInt.of(POD), OptionalInt.of(NODE));
        NetDevice inner = veth("a", 5, 6, NetDevice.HERE);
        assertEquals(Optional.empty(), peer(peers, inner));
        assertTrue(peers.unknown(List.of(inner)).getFirst().contains("within the pod's own network namespace"));
    }

    @Test
    void loopbackIsNoLink() {
        Peers peers = new Peers(List.of(), OptionalInt.of(POD), OptionalInt.of(NODE));
        NetDevice loopback = device("lo", "loopback", 1, 0, -1);
        assertEquals(List.of(), peers.links(List.of(loopback)));
        assertEquals(List.of(), peers.unknown(List.of(loopback)));
    }

    private static Topology.Device only(Peers peers, NetDevice pod) {
        return peer(peers, pod).orElseThrow();
    }

    private static Optional<Topology.Device> peer(Peers peers, NetDevice pod) {
        return peers.links(List.of(pod)).getFirst().peer();
    }

    private static NetDevice veth(String name, int index, int other, int namespace) {
        return device(name, "veth", index, other, namespace);
    }

    static NetDevice device(String name, String kind, int index, int other, int namespace) {
        return new NetDevice(
                index, name, kind, "UP", 1500, "", "", new NetDevice.Other(other, namespace), Optional.empty());
    }
}
