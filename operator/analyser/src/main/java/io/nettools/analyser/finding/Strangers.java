package io.nettools.analyser.finding;

import io.nettools.analyser.flow.Conversation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The conversations that may be answers from another address; a bounded number, so that a flood of them costs no memory. */
final class Strangers {
    private static final int MOST = 64;

    private final List<Stranger> strangers = new ArrayList<>();

    Strangers() {}

    Strangers(Strangers others) {
        strangers.addAll(others.strangers);
    }

    void add(Conversation conversation) {
        if (strangers.size() < MOST && Stranger.mayBe(conversation)) {
            strangers.add(Stranger.of(conversation));
        }
    }

    /** The one that answers in place of the server that was asked. */
    Optional<Stranger> of(Conversation asked) {
        if (strangers.isEmpty() || !asked.isTcp() || !asked.tcp().client().synSeen()) {
            return Optional.empty();
        }
        return strangers.stream().filter(one -> one.fits(asked)).findFirst();
    }
}
