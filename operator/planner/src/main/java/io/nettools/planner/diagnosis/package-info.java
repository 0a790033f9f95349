/**
 * The diagnosis of a whole trace: the findings of all its pods, ranked and joined, so that one fault is one entry. Pure.
 */
package io.nettools.planner.diagnosis;
