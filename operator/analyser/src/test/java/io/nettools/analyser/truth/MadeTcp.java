package io.nettools.analyser.truth;

import io.nettools.analyser.tcp.Dialogue;
import java.util.List;

/** Each of what {@code tcp.analysis} tells apart, in the plain form on which nobody can disagree. */
final class MadeTcp {
    private static final int BEYOND_MIN_RTO = 300;

    private MadeTcp() {}

    static List<Made> all() {
        return List.of(
                made("window probed by a byte", "window probes", windowProbedByAByte()),
                made("window that closes twice", "zero windows", windowThatClosesTwice()),
                made("kept alive by a byte and by none", "keep-alives", keptAlive()),
                made(
                        "overtaken",
                        "out of order",
                        farClient().client().at(101).sends(100).at(1).sends(100)),
                made("repeated on request", "fast", repeatedOnRequest()),
                made(
                        "requested in vain",
                        "duplicate ACKs",
                        farClient().client().sends(100).server().acks(1).acks(1)),
                made("repeated by time", "by time", repeatedByTime()),
                made("repeated in vain", "spurious", repeatedInVain()),
                made("FIN repeated", "by time", finRepeated()),
                made("window filled", "windows filled", windowFilled()));
    }

    private static Made made(String name, String shows, Dialogue dialogue) {
        return new Made(name, shows, dialogue.capture());
    }

    private static Dialogue windowProbedByAByte() {
        Dialogue talk = closedWindow().client().at(101).sends(1).server().acks(101);
        talk.after(500).client().at(101).sends(1).server().acks(101);
        return talk.after(500)
                .window(512)
                .acks(101)
                .client()
                .at(101)
                .sends(100)
                .server()
                .acks(201);
    }

    private static Dialogue closedWindow() {
        return Dialogue.opened().client().sends(100).server().window(0).acks(101);
    }

    private static Dialogue windowThatClosesTwice() {
        Dialogue talk = closedWindow().after(500).window(5).acks(101).client().sends(100);
        return talk.server().window(0).acks(201).after(500).window(512).acks(201);
    }

    private static Dialogue keptAlive() {
        Dialogue talk = Dialogue.opened()
                .client()
                .sends(100)
                .server()
                .acks(101)
                .sends(10)
                .client()
                .acks(11);
        talk.after(75_000).client().at(100).acks(11).server().acks(101);
        talk.after(75_000).client().at(100).sends(1).server().acks(101);
        return talk.after(75_000).server().at(10).sends(1).client().acks(11);
    }

    /** The way from the capture point to the client and back takes 10 ms. */
    private static Dialogue farClient() {
        return new Dialogue().client().syn().server().syn().after(9).client().acks(1);
    }

    private static Dialogue repeatedOnRequest() {
        Dialogue talk = farClient().client().sends(100).sends(100).sends(100).sends(100);
        talk.server().after(9).acks(1).acks(1).acks(1);
        return talk.client().at(1).sends(100).server().acks(401);
    }

    private static Dialogue repeatedByTime() {
        Dialogue talk = Dialogue.opened().client().sends(100);
        talk.after(BEYOND_MIN_RTO)
                .at(1)
                .sends(100)
                .after(2 * BEYOND_MIN_RTO)
                .at(1)
                .sends(100);
        return talk.server().acks(101);
    }

    private static Dialogue repeatedInVain() {
        Dialogue talk =
                Dialogue.opened().client().sends(100).sends(100).server().acks(201);
        return talk.after(BEYOND_MIN_RTO).client().at(1).sends(100).server().acks(201);
    }

    private static Dialogue finRepeated() {
        Dialogue talk =
                Dialogue.opened().client().fin().after(BEYOND_MIN_RTO).at(1).fin();
        return talk.server().acks(2).fin().client().acks(2);
    }

    private static Dialogue windowFilled() {
        return Dialogue.opened()
                .client()
                .sends(100)
                .server()
                .window(1)
                .acks(101)
                .client()
                .sends(128);
    }
}
