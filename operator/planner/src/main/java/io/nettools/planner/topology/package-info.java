/** How a pod hangs on its node, drawn in text: from facts to lines, and nothing else. */
package io.nettools.planner.topology;
