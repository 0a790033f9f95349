package io.nettools.planner.way;

import io.nettools.analyser.report.Views.Where;

/**
 * A point at which a trace listened.
 *
 * @param pod the end's that it belongs to
 * @param device the interface; empty when it is not known
 * @param ringLost packets that the kernel did not hand over there: with any, its counts are lower bounds
 * @param hides what may pass it unseen, and inside of what; empty when nothing is known that does
 */
record Station(Where where, String node, String pod, String device, long ringLost, String hides) {
    boolean exact() {
        return ringLost == 0;
    }

    /** Whether packets that it did not see may have passed it. */
    boolean hidesSome() {
        return !hides.isEmpty();
    }

    /** Why it need not have seen what went by: a sentence. */
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

    /** Where the node is named already. */
    String device(String unknown) {
        return device.isEmpty() ? unknown : device;
    }

    private static String spaced(String text, String before) {
        return text.isEmpty() ? "" : before + text;
    }
}
