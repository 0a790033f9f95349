package io.nettools.planner.way;

import io.nettools.analyser.report.Views.Where;

/**
 * A point at which a trace captured.
 *
 * @param pod the pod whose trace captured here
 * @param device the interface; empty if unknown
 * @param ringLost packets that the kernel dropped before they were written: with any, the counts are lower bounds
 * @param hides what may pass it unseen, and inside of what; empty if nothing is known to
 */
record Station(Where where, String node, String pod, String device, long ringLost, String hides) {
    boolean exact() {
        return ringLost == 0;
    }

    /** Whether packets may have passed it unseen. */
    boolean hidesSome() {
        return !hides.isEmpty();
    }

    /** Why packets may have passed it unseen, as a sentence. */
    String whyUnseen() {
        return name() + " may miss packets: " + hides;
    }

    String name() {
        return switch (where) {
            case Pod -> "pod " + pod + spaced(device, "'s ");
            case Node -> node + "'s " + (device.isEmpty() ? "end of pod " + pod + "'s interface" : device);
            case Uplink -> node + "'s uplink" + spaced(device, " ");
        };
    }

    /** The interface alone, for a sentence that already names the node. */
    String device(String unknown) {
        return device.isEmpty() ? unknown : device;
    }

    private static String spaced(String text, String before) {
        return text.isEmpty() ? "" : before + text;
    }
}
