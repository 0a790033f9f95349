package io.nettools.analyser.flow;

import io.nettools.analyser.packet.Packet;
import java.util.List;

/**
 * Frames for other hosts in a capture of a pod. A bridge sends a frame to all of its ports while it does not know at
 * which one the addressed host is (IEEE 802.1Q §8.8, unknown unicast). Of the conversation the pod sees no answer, and
 * whether there is one is not its matter.
 *
 * <p>The host behind a bridge inside the pod, a virtual machine's, has another address than the pod's interface, too:
 * its packets pass a second interface, where they are no frames for others.
 */
public final class OtherHosts {
    private static final FlowTable.Step NOTHING = (packet, conversation, sender) -> {};

    private final FlowTable flows;
    private boolean ofPod;
    private long frames;

    public OtherHosts(FlowTable flows) {
        this.flows = flows;
    }

    /** The capture is of a pod, not of a node, through which pods talk to one another. */
    public void ofPod() {
        ofPod = true;
    }

    /** Takes the next packet; returns whether it is of a conversation of other hosts. */
    public boolean accept(Packet packet) {
        if (!ofPod || !packet.frame().forOtherHost() || flows.ifKnown(packet, NOTHING)) {
            return false;
        }
        frames++;
        return true;
    }

    /** Sentences on what limits the answer. */
    public List<String> notes() {
        return frames == 0
                ? List.of()
                : List.of(frames + (frames == 1 ? " packet was" : " packets were")
                        + " for other hosts, because a bridge sends what it cannot place to all of its ports; counted, and"
                        + " left out of the rest.");
    }
}
