/** Finds a pod's network namespace from the pod's identity, holds it open, and runs tools in it. */
package io.nettools.agent.target;
