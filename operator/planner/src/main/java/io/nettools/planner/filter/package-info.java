/** What may reach tcpdump as a filter expression. */
package io.nettools.planner.filter;
