/**
 * Which policy explains that a packet does not pass: NetworkPolicy, AdminNetworkPolicy, BaselineAdminNetworkPolicy and
 * ClusterNetworkPolicy, evaluated for one direction of one first packet.
 *
 * <pre>
 *  FirstPacket + PolicyType ─► Contact ─► tier Admin ─► NetworkPolicies ─► tier Baseline ─► PolicyVerdict
 *                                            │ Pass, no match ▲ │ not isolated  ▲ │ no match: allowed
 * </pre>
 *
 * <ul>
 *   <li>{@code Match}: whether a selector, a peer, a port or a rule matches; it can be unknown.
 *   <li>{@code Answers}: the steps that a tier can take; more than one where something is unknown.
 *   <li>What the API does not define, what cannot be known here and what this code cannot read leads to Undecided.
 * </ul>
 *
 * <p>The verdict follows the text of the APIs. A network plugin may not implement a kind at all, so a verdict explains
 * only a loss that was observed.
 */
package io.nettools.planner.policy;
