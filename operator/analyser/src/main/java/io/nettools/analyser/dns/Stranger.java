package io.nettools.analyser.dns;

/**
 * An end that answered queries which were sent to another one.
 *
 * @param address and port
 * @param answers that fit a query to the other end: the same client, port, id and question
 * @param first the first of these queries
 */
public record Stranger(String address, long answers, DnsExample first) {}
