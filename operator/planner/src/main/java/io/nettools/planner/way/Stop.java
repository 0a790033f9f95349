package io.nettools.planner.way;

import io.nettools.analyser.report.Views.Tally;

/**
 * What one point saw of a conversation.
 *
 * @param sent what the target sent
 * @param received what was sent to the target
 */
record Stop(Station at, Tally sent, Tally received) {
    boolean sawNothing() {
        return sent.packets() == 0 && received.packets() == 0;
    }
}
