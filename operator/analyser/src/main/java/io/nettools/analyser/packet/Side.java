package io.nettools.analyser.packet;

/** One of the two ends of a conversation. */
public enum Side {
    Client,
    Server
}
