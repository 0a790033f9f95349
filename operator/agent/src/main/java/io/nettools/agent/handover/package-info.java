/** What passes between the two containers of the trace pod: where the files are, how they are written, who is still alive. */
package io.nettools.agent.handover;
