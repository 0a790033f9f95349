/** What Prometheus scrapes. It knows records and numbers; whoever does the work reports it here. */
package io.nettools.controller.metrics;
