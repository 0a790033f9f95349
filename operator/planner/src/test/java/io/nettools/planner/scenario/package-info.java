/** The language of the tests: a cluster in memory, and the builders of what is in it. */
package io.nettools.planner.scenario;
