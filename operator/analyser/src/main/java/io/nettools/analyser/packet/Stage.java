package io.nettools.analyser.packet;

/**
 * One step of the analysis. It sees each packet once, after the stages before it, and keeps a bounded amount of what it
 * saw.
 */
public interface Stage {
    /** Takes the next packet, which is valid during this call only. */
    void accept(Packet packet);
}
