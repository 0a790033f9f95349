package io.nettools.analyser.greeting;

import io.nettools.analyser.http.Ends;
import io.nettools.analyser.opening.Failure;
import io.nettools.analyser.opening.Opening;
import io.nettools.analyser.opening.Openings;
import io.nettools.analyser.packet.Packet;
import io.nettools.analyser.packet.Side;
import io.nettools.analyser.stream.NewBytes;
import java.util.List;

/** Finds connections whose ends speak different protocols, on any port. */
public final class GreetingLog {
    private final Openings<Misunderstanding> openings = new Openings<>(1, GreetingLog::kind);

    /** One whose ends have both spoken. */
    private record Spoken(Protocol asked, Protocol answered) implements Opening<Misunderstanding> {
        @Override
        public boolean unanswered() {
            return false;
        }

        @Override
        public Misunderstanding report(String client, String server) {
            return new Misunderstanding(client, server, asked, answered);
        }
    }

    /**
     * Takes the next packet of a connection.
     *
     * @param fresh the bytes that its sender had not sent before
     */
    public void accept(Packet packet, Side sender, NewBytes fresh, Greeting greeting, Ends ends) {
        if (greeting.read(packet, sender, fresh) && greeting.misunderstood()) {
            openings.failed(new Spoken(greeting.client(), greeting.server()), packet.micros(), ends);
        }
    }

    private static String kind(Misunderstanding one) {
        return one.server() + ' ' + one.asked() + ' ' + one.answered();
    }

    /** How often ends spoke different protocols, by server and protocols; the number of kinds is bounded. */
    public List<Failure<Misunderstanding>> all() {
        return openings.failures();
    }
}
