/** Reads which rules of a packet filter drop or reject packets. */
package io.nettools.agent.firewall;
