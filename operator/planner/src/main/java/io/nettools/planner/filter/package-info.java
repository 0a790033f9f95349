/** Decides which filter expressions may reach tcpdump. */
package io.nettools.planner.filter;
