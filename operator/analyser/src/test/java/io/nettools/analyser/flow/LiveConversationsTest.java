package io.nettools.analyser.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.nettools.analyser.packet.LinkType;
import io.nettools.analyser.packet.Packet;
import io.nettools.analyser.packet.TwoEnds;
import io.nettools.analyser.wire.Wire;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LiveConversationsTest {
    private static final int PORTS = 65_536;

    private final LiveConversations live = new LiveConversations();

    private static TwoEnds ends(int number) {
        byte[] ip =
                Wire.ip4(17, "10.0.0." + (1 + number / PORTS), "10.0.1.1", Wire.udp(number % PORTS, 53, new byte[0]));
        Packet packet = new Packet();
        packet.read(LinkType.Raw, ip, 0, ip.length, ip.length, 0);
        TwoEnds ends = new TwoEnds();
        ends.readLowerFirst(packet);
        return ends;
    }

    private static Conversation conversation(TwoEnds ends) {
        return new Conversation(ends, true);
    }

    /** The map of the JDK that orders by access is what it must behave like. */
    @Test
    void findsAndOrdersLikeAMapInTheOrderOfAccess() {
        Map<TwoEnds, Conversation> expected = new LinkedHashMap<>(16, 0.75f, true);
        Random random = new Random(7);
        for (int step = 0; step < 20_000; step++) {
            TwoEnds ends = ends(random.nextInt(300));
            Conversation known = expected.get(ends);
            assertEquals(known, live.use(ends));
            if (known == null) {
                Conversation fresh = conversation(ends);
                expected.put(fresh.key(), fresh);
                live.add(fresh);
            } else if (random.nextInt(4) == 0) {
                expected.remove(ends);
                live.remove(known);
            }
            assertEquals(expected.size(), live.size());
        }
        assertEquals(List.copyOf(expected.values()), live.stream().toList());
    }

    /** Somebody may choose addresses and ports so that all keys fall into one bucket. */
    @Test
    void findsThoseWhoseKeysCollide() {
        List<Conversation> colliding = new ArrayList<>();
        IntStream.range(0, 700_000)
                .mapToObj(LiveConversationsTest::ends)
                .filter(ends -> ends.hashCode() >>> 18 == 5)
                .limit(20)
                .forEach(ends -> colliding.add(conversation(ends)));
        assertEquals(20, colliding.size());
        colliding.forEach(live::add);
        colliding.forEach(one -> assertEquals(one, live.use(one.key())));
        assertEquals(colliding, live.stream().toList());
        colliding.forEach(live::remove);
        colliding.forEach(one -> assertNull(live.use(one.key())));
        assertEquals(0, live.size());
    }
}
