package io.nettools.planner.policy;

/**
 * One packet in one direction: the subject, on which the policies act, and the other side.
 *
 * @param type ingress of the destination, or egress of the source
 */
record Contact(FirstPacket packet, PolicyType type) {
    Party subject() {
        return type == PolicyType.Ingress ? packet.to() : packet.from();
    }

    Party other() {
        return type == PolicyType.Ingress ? packet.from() : packet.to();
    }

    /** The address of the other side. */
    String address() {
        return type == PolicyType.Ingress ? packet.source() : packet.destination();
    }

    /** The address of the subject. */
    String ownAddress() {
        return type == PolicyType.Ingress ? packet.destination() : packet.source();
    }

    /** The other side in a sentence: an address stands for who has no name. */
    String otherWords() {
        return other() instanceof Party.Pod || other() instanceof Party.Node ? other().words() : Shown.name(address());
    }

    /** E.g. {@code TCP 8080 from pod client}. */
    String words() {
        return packet.words() + (type == PolicyType.Ingress ? " from " : " to ") + otherWords();
    }
}
