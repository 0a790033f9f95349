/** The target's connection to its node: the kernel's devices, Open vSwitch's ports, and the path through them. */
package io.nettools.agent.topology;
