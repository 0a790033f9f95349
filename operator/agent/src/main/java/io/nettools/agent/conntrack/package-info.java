/** Records what the target's connection tracking says while the capture runs. */
package io.nettools.agent.conntrack;
