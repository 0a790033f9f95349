package io.nettools.planner.plan;

import io.nettools.analyser.order.Order;

/**
 * A trace pod that must exist.
 *
 * @param name deterministic: from the UIDs of trace and target
 * @param target name of the traced pod
 * @param node where it must run
 * @param lifetimeSeconds seconds after which the kubelet ends the pod, even without the operator
 */
public record PodOrder(String name, String target, String node, Order order, long lifetimeSeconds) {}
