/**
 * What a plan may ask about the cluster once its packets are read, and the answers: who has an address. Addresses come
 * from packets, so that only a few are asked about, and an answer is shown only to those who may have it.
 */
package io.nettools.planner.cluster;
