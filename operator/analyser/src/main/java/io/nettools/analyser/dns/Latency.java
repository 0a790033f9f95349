package io.nettools.analyser.dns;

/**
 * Times from the first query to the answer.
 *
 * @param answers number of answers
 * @param medianMicros half of them took at most this, µs; up to a quarter too long, never too short; 0 without answers
 * @param percentile95Micros 95 of 100 took at most this, µs; as exact as the median
 * @param maxMicros the longest time, µs; exact
 */
public record Latency(long answers, long medianMicros, long percentile95Micros, long maxMicros) {}
