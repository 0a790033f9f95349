package io.nettools.analyser.startup;

/**
 * A start that a server refused.
 *
 * @param client address and port
 * @param server address and port
 * @param code the server's number for it; empty without
 * @param words the server's words, fit to be shown; may be empty
 * @param user who wanted to log in; empty where it was not seen
 */
public record Refusal(
        String client, String server, Protocol protocol, Cause cause, String code, String words, String user) {}
