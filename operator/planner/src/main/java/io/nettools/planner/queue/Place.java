package io.nettools.planner.queue;

/**
 * The place of one trace pod, whether or not the pod exists yet. A recorded target and its trace pod are the same
 * place.
 *
 * @param trace UID of the trace
 * @param target UID of the pod or node that is traced
 * @param namespace of the trace
 * @param node where the trace pod runs
 */
public record Place(String trace, String target, String namespace, String node) {}
