/** The program of the trace pod's two containers. */
package io.nettools.agent;
