/** From the identity of a pod to its network namespace, held open, with tools running in it. */
package io.nettools.agent.target;
