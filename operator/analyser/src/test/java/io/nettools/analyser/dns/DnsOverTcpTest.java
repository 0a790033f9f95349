package io.nettools.analyser.dns;

import static io.nettools.analyser.dns.Resolving.A;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nettools.analyser.wire.Capture;
import io.nettools.analyser.wire.Dns;
import io.nettools.analyser.wire.Wire;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DnsOverTcpTest {
    private Capture capture = Capture.of(Capture.RAW);
    private Resolving talk = new Resolving(capture);
    private int clientNext = 1;
    private int serverNext = 1;

    private DnsOverTcpTest cutAt(int snapLength) {
        capture = Capture.cutAt(snapLength, Capture.RAW);
        talk = new Resolving(capture);
        return this;
    }

    private static byte[] query(int id) {
        return Dns.query(id, "n" + id + ".example", A).overTcp();
    }

    private static byte[] answer(int id, int records) {
        return Dns.answer(id, "n" + id + ".example", A).records(records).overTcp();
    }

    private DnsOverTcpTest client(byte[]... parts) {
        byte[] payload = Wire.join(parts);
        byte[] segment = Wire.tcp(50_000, 53, "P.", clientNext, serverNext, new byte[0], payload);
        capture.packet(Wire.ip4(6, "10.0.0.1", "10.0.0.2", segment));
        clientNext += payload.length;
        return this;
    }

    private DnsOverTcpTest server(byte[]... parts) {
        byte[] payload = Wire.join(parts);
        byte[] segment = Wire.tcp(53, 50_000, "P.", serverNext, clientNext, new byte[0], payload);
        capture.packet(Wire.ip4(6, "10.0.0.2", "10.0.0.1", segment));
        serverNext += payload.length;
        return this;
    }

    @Test
    void oneMessageInOneSegment() {
        client(query(1)).server(answer(1, 2));
        assertEquals(List.of("n1.example A NOERROR 1"), talk.told());
        assertEquals("TCP", talk.transactions().getFirst().transport());
        assertEquals(1000, talk.transactions().getFirst().latencyMicros());
    }

    @Test
    void severalInOneAndAnswersInAnyOrder() {
        client(query(1), query(2), query(3)).server(answer(3, 1), answer(1, 1), answer(2, 1));
        List<String> expected = List.of("n1.example A NOERROR 1", "n2.example A NOERROR 1", "n3.example A NOERROR 1");
        assertEquals(expected, talk.told());
    }

    @Test
    void anAnswerLongerThanWhatIsKept() {
        client(query(1), query(2));
        byte[] stream = Wire.join(answer(1, 300), answer(2, 1));
        for (int at = 0; at < stream.length; at += 1400) {
            server(Arrays.copyOfRange(stream, at, Math.min(stream.length, at + 1400)));
        }
        assertEquals(List.of("n1.example A NOERROR 1", "n2.example A NOERROR 1"), talk.told());
        assertEquals(300, talk.transactions().getFirst().answers());
    }

    @Property(tries = 200)
    void anySegmentsGiveTheSame(@ForAll List<@IntRange(min = 1, max = 60) Integer> sizes) {
        DnsOverTcpTest other = new DnsOverTcpTest();
        byte[] stream = Wire.join(query(1), query(2));
        int at = 0;
        for (int i = 0; at < stream.length; i++) {
            int size = sizes.isEmpty() ? 1 : sizes.get(i % sizes.size());
            other.client(Arrays.copyOfRange(stream, at, Math.min(stream.length, at + size)));
            at += size;
        }
        other.server(answer(1, 1), answer(2, 1));
        assertEquals(List.of("n1.example A NOERROR 1", "n2.example A NOERROR 1"), other.talk.told());
    }

    @Test
    void afterMissingBytesTheNextSegmentIsTried() {
        client(query(1)).server(Arrays.copyOf(answer(1, 9), 60));
        serverNext += 4000;
        client(query(2)).server(answer(2, 1));
        assertEquals(List.of("n1.example A NOERROR 1", "n2.example A NOERROR 1"), talk.told());
    }

    @Test
    void aCaptureThatBeginsWithinAMessage() {
        byte[] rest = answer(9, 20);
        server(Arrays.copyOfRange(rest, 45, rest.length)).client(query(1)).server(answer(1, 1));
        assertEquals(List.of("n1.example A NOERROR 1"), talk.told());
    }

    @Test
    void cutBySnapLength() {
        cutAt(100).client(query(1)).server(answer(1, 20)).client(query(2)).server(answer(2, 1));
        assertEquals(List.of("n1.example A NOERROR 1", "n2.example A NOERROR 1"), talk.told());
    }

    @Test
    void truncationIsFollowedOverTcp() {
        talk.asks(40_000, Dns.query(1, "n1.example", A));
        talk.answers(40_000, Dns.answer(1, "n1.example", A).truncated());
        client(query(1)).server(answer(1, 40));
        talk.quiet(2_000_000);
        DnsServer server = talk.onlyServer();
        assertEquals(1, server.count(Trait.Truncated));
        assertEquals(1, server.count(Trait.TcpFallback));
        assertEquals(0, server.count(Trait.TruncatedNotFollowed));
        assertEquals(2, server.count(Outcome.Answered));
    }

    @Test
    void truncationIsNotFollowed() {
        talk.asks(40_000, Dns.query(1, "n1.example", A));
        talk.answers(40_000, Dns.answer(1, "n1.example", A).truncated()).quiet(2_000_000);
        assertEquals(1, talk.onlyServer().count(Trait.TruncatedNotFollowed));
        assertEquals(true, talk.transactions().getFirst().truncated());
    }
}
