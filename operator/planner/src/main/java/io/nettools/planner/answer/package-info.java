/** Makes the status of one target from the reports of its trace pod's two containers. */
package io.nettools.planner.answer;
