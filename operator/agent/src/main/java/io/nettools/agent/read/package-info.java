/** The analyser container: follows the capture file while it grows, and analyses its packets. */
package io.nettools.agent.read;
