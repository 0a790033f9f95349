package io.nettools.planner.plan;

/**
 * An event for people, on the trace and on the target pod.
 *
 * @param what Started or Finished; at most one of each per object
 * @param warning whether it is of type Warning
 * @param pod name and UID of the target pod it is also about; empty for the trace alone
 */
public record Note(What what, boolean warning, String message, String pod, String podUid) {
    /** The two moments that have an event. */
    public enum What {
        Started,
        Finished
    }
}
