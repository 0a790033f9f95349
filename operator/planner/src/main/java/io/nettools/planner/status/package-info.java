/** The status as the user reads it, and the arithmetic from results to conditions. */
package io.nettools.planner.status;
