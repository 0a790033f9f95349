/** Elects the leader of several replicas by one Lease. A gate refuses all writes of a replica that may have lost it. */
package io.nettools.controller.election;
