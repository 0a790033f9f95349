/** The analyser container: follows the capture file while it grows and reads the answer out of it. */
package io.nettools.agent.read;
