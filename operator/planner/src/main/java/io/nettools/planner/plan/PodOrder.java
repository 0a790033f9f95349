package io.nettools.planner.plan;

import io.nettools.analyser.order.Order;

/**
 * A trace pod that must exist.
 *
 * @param name deterministic: from the UIDs of trace and target
 * @param target name of the traced pod
 * @param node where it must run
 * @param lifetimeSeconds after which the kubelet ends it, whatever happens to us
 */
public record PodOrder(String name, String target, String node, Order order, long lifetimeSeconds) {}
