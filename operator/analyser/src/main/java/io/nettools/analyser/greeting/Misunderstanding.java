package io.nettools.analyser.greeting;

/**
 * A connection whose ends speak different protocols.
 *
 * @param client address and port of the client
 * @param server address and port of the server
 * @param asked what the client speaks
 * @param answered what the server speaks
 */
public record Misunderstanding(String client, String server, Protocol asked, Protocol answered) {}
