/**
 * The handover between the two containers of the trace pod: paths and formats of the files, and whether the capture
 * process is alive.
 */
package io.nettools.agent.handover;
