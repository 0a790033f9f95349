/** {@code nettrace analyse}: the trace pod's engine on any capture file, for a person at a terminal. */
package io.nettools.agent.analyse;
