/** Fits the result into the 4,096 bytes that the kubelet keeps of a container. */
package io.nettools.agent.result;
