package io.nettools.analyser.dns;

/**
 * One transaction, to be named as evidence.
 *
 * @param client address and port that asked
 * @param name printable
 * @param type of the records, e.g. A
 * @param micros when it was asked for first, µs since the epoch
 */
public record DnsExample(String client, String name, String type, long micros) {}
