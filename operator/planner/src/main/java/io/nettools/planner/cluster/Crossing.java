package io.nettools.planner.cluster;

import io.nettools.analyser.report.Finding.About;

/**
 * A conversation whose first packets did not pass, at a place where policies act or without a known place.
 *
 * @param place as in the finding; empty when it is not known
 * @param conclusion what became of its packets, in a few words
 * @param about its ends
 */
public record Crossing(String place, String conclusion, About about) {}
