package io.nettools.planner.way;

import io.nettools.analyser.report.Sockets;
import io.nettools.analyser.report.Views.Passage;
import io.nettools.analyser.report.Views.Tally;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Connections of a client pod to a server pod on another node, packet by packet through six points with a firewall at
 * one hop, and what each end's trace pod reports. TCP as far as it matters: three SYN, requests and answers
 * retransmitted up to three times.
 */
final class ATalk {
    private static final int POINTS = 6;
    private static final List<Hop> HOPS = List.of(Hop.values());
    private static final int TRIES = 3;

    private final Drops drops;
    private final List<Passage> ofClient = new ArrayList<>();
    private final List<Passage> ofServer = new ArrayList<>();
    private String service = "";
    private long serverAhead;
    private long hopMicros = 50;
    private long slowMicros;
    private Hop slow = Hop.InClient;
    private long clientSent;
    private long clientAgain;
    private long serverGot;
    private long serverSent;

    private long now = 100_000;
    private Counter[] there = counters();
    private Counter[] back = counters();

    private ATalk(Drops drops) {
        this.drops = drops;
    }

    static ATalk with(Drops drops) {
        return new ATalk(drops);
    }

    /** The client knows the server by this name. */
    ATalk through(String name) {
        service = name;
        return this;
    }

    ATalk clockOfServerAhead(long micros) {
        serverAhead = micros;
        return this;
    }

    ATalk slow(Hop hop, long micros) {
        slow = hop;
        slowMicros = micros;
        return this;
    }

    ATalk connections(int many) {
        for (int i = 0; i < many; i++) {
            connection("10.244.1.5:" + (40_000 + i));
        }
        return this;
    }

    private void connection(String client) {
        there = counters();
        back = counters();
        boolean open = false;
        for (int i = 0; i < TRIES && !open; i++) {
            open = send(true, 0, false) && send(true, 0, true);
            clientAgain += i == 0 ? 0 : 1;
        }
        if (open) {
            send(false, 0, false);
            Stream.of(100, 1448, 1448, 1448, 1448, 300).forEach(this::exchange);
        }
        String server = Ways.SERVER + ":8080";
        boolean translated = !service.isEmpty() && there[2].tally().packets() > 0;
        ofClient.add(new Passage(
                "tcp",
                client,
                service.isEmpty() ? server : service,
                translated ? server : "",
                tallies(there, 0, 1, 2),
                tallies(back, 0, 1, 2),
                List.of()));
        ofServer.add(
                new Passage("tcp", server, client, "", tallies(back, 5, 4, 3), tallies(there, 5, 4, 3), List.of()));
    }

    private void exchange(int bytes) {
        for (int i = 0; i < TRIES; i++) {
            if (send(false, bytes, false) && send(false, 0, true) && send(false, bytes, true)) {
                send(false, 0, false);
                return;
            }
        }
    }

    /** Through the hops, past a point after each but the last. */
    private boolean send(boolean syn, int payload, boolean goesBack) {
        now += 200_000;
        long at = now;
        clientSent += goesBack ? 0 : 1;
        serverSent += goesBack ? 1 : 0;
        for (int i = 0; i < HOPS.size(); i++) {
            Hop hop = HOPS.get(goesBack ? POINTS - i : i);
            if (drops.take(hop, goesBack, payload)) {
                return false;
            }
            at += hopMicros + (hop == slow && !goesBack ? slowMicros : 0);
            if (i < POINTS) {
                int point = goesBack ? POINTS - 1 - i : i;
                (goesBack ? back : there)[point].see(syn, payload, at + (point >= 3 ? serverAhead : 0));
            }
        }
        serverGot += goesBack ? 0 : 1;
        return true;
    }

    private static Counter[] counters() {
        return Stream.generate(Counter::new).limit(POINTS).toArray(Counter[]::new);
    }

    private static List<Tally> tallies(Counter[] all, int... points) {
        return Arrays.stream(points).mapToObj(i -> all[i].tally()).toList();
    }

    End client() {
        return Ways.with(Ways.client(seen(ofClient)), new Sockets(1, clientSent, clientAgain, 0, 0, 0));
    }

    End server() {
        return Ways.with(Ways.server(seen(ofServer)), new Sockets(0, serverSent, 0, serverGot, 0, 0));
    }

    /** A conversation that no point of an end saw is not in its list. */
    private static Passage[] seen(List<Passage> passages) {
        return passages.stream()
                .filter(one -> Stream.concat(one.sent().stream(), one.received().stream())
                        .anyMatch(tally -> tally.packets() > 0))
                .toArray(Passage[]::new);
    }

    Way seenFromClient() {
        return Way.of(
                client(),
                List.of(server()),
                Way.Filter.None,
                service.isEmpty() ? List.of() : List.of(Address.of(service)));
    }

    Way seenFromServer() {
        return Way.of(server(), List.of(client()), Way.Filter.None);
    }
}
