/** How the target hangs on its node: the kernel's devices and Open vSwitch's ports, and the way through them. */
package io.nettools.agent.topology;
