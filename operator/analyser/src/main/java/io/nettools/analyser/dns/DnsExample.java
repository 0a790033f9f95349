package io.nettools.analyser.dns;

/**
 * One transaction as evidence.
 *
 * @param client address and port of the client
 * @param name printable
 * @param type of the records, e.g. A
 * @param micros time of the first query, µs since the epoch
 */
public record DnsExample(String client, String name, String type, long micros) {}
