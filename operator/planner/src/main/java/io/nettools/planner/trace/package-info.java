/** What was observed: small records, no Kubernetes classes. */
package io.nettools.planner.trace;
