/**
 * The path of a conversation between two pods: where on it packets are lost or wait, computed from what each end
 * counted.
 *
 * <pre>
 *  pod client       node-1      |      node-2       pod server
 *  interface    veth    uplink  |  uplink    veth    interface
 *   Station  x Station x Station x Station x Station x Station       x = Gap: two neighbouring stations
 *  └───── Leg: one End's half ─┘   └──────── Leg ────────────┘
 *  └──────── Chain: one conversation at all stations ─────────┘
 * </pre>
 *
 * <ul>
 *   <li>{@code Course}: one direction of a Chain.
 *   <li>{@code Stop}: a Chain at one Station; {@code Sighting}: a Course at one Station.
 *   <li>{@code Horizon}: the last Station that saw what was asked. What is behind it is not known.
 *   <li>{@code Vanished}, {@code InsidePod}, {@code LostInside}, {@code Delayed}, {@code Unseen}: the rules of
 *       {@code Way}, which look at {@code Facts}.
 * </ul>
 */
package io.nettools.planner.way;
