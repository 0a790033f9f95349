/** The observed facts: small records, without Kubernetes classes. */
package io.nettools.planner.trace;
