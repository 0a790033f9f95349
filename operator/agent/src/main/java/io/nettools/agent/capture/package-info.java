/** The capture container: attaches tcpdump, writes its packets within the limits, and says why it ended. */
package io.nettools.agent.capture;
