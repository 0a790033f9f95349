/** The decision: {@link io.nettools.planner.plan.Planner#RULES} is the specification. */
package io.nettools.planner.plan;
