/** Which of several replicas leads: one Lease, and a gate that no write of a replica passes that may have lost it. */
package io.nettools.controller.election;
