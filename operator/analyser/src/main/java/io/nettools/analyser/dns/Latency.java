package io.nettools.analyser.dns;

/**
 * How long answers took, from the first query.
 *
 * @param answers so many
 * @param medianMicros half of them took at most this, µs; up to a quarter too long, never too short; 0 without answers
 * @param percentile95Micros 95 of 100 took at most this, µs, as exact
 * @param maxMicros the longest, µs, exact
 */
public record Latency(long answers, long medianMicros, long percentile95Micros, long maxMicros) {}
