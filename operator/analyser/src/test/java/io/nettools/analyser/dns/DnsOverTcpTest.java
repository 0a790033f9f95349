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
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DnsOverTcpTest {
    private static final List<String> BOTH = List.of("n1.example A NOERROR 1", "n2.example A NOERROR 1");

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
        serverAt(serverNext, payload);
        serverNext += payload.length;
        return this;
    }

    private void serverAt(int sequence, byte[] payload) {
        byte[] segment = Wire.tcp(53, 50_000, "P.", sequence, clientNext, new byte[0], payload);
        capture.packet(Wire.ip4(6, "10.0.0.2", "10.0.0.1", segment));
    }

    /** Skips bytes of the server that the capture missed. */
    private DnsOverTcpTest serverMissed(int count) {
        serverNext += count;
        return this;
    }

    @Test
    void oneMessageInOneSegment() {
        client(query(1)).server(answer(1, 2));
        assertEquals(List.of("n1.example A NOERROR 1"), talk.told());
        assertEquals("TCP", talk.transactions().getFirst().transport());
        assertEquals(1000, talk.transactions().getFirst().latencyMicroseconds());
    }

    @Test
    void severalMessagesInASegmentAreAnsweredInAnyOrder() {
        client(query(1), query(2), query(3)).server(answer(3, 1), answer(1, 1), answer(2, 1));
        List<String> expected = List.of("n1.example A NOERROR 1", "n2.example A NOERROR 1", "n3.example A NOERROR 1");
        assertEquals(expected, talk.told());
    }

    @Test
    void anAnswerLongerThanTheKeptBytesIsRead() {
        client(query(1), query(2));
        byte[] stream = Wire.join(answer(1, 300), answer(2, 1));
        for (int at = 0; at < stream.length; at += 1400) {
            server(Arrays.copyOfRange(stream, at, Math.min(stream.length, at + 1400)));
        }
        assertEquals(BOTH, talk.told());
        assertEquals(300, talk.transactions().getFirst().answers());
    }

    @Property(tries = 200)
    void anySegmentsGiveTheSameTransactions(@ForAll List<@IntRange(min = 1, max = 60) Integer> sizes) {
        DnsOverTcpTest other = new DnsOverTcpTest();
        byte[] stream = Wire.join(query(1), query(2));
        int at = 0;
        for (int i = 0; at < stream.length; i++) {
            int size = sizes.isEmpty() ? 1 : sizes.get(i % sizes.size());
            other.client(Arrays.copyOfRange(stream, at, Math.min(stream.length, at + size)));
            at += size;
        }
        other.server(answer(1, 1), answer(2, 1));
        assertEquals(BOTH, other.talk.told());
    }

    @Test
    void afterMissingBytesTheNextSegmentIsTried() {
        client(query(1)).server(Arrays.copyOf(answer(1, 9), 60));
        serverNext += 4000;
        client(query(2)).server(answer(2, 1));
        assertEquals(BOTH, talk.told());
    }

    @Test
    void theAnswerAfterOneWithMissingBytesIsRead() {
        client(query(1), query(2));
        byte[] first = answer(1, 9);
        server(Arrays.copyOf(first, 60)).serverMissed(40);
        server(Arrays.copyOfRange(first, 100, first.length), answer(2, 1));
        assertEquals(BOTH, talk.told());
    }

    @Test
    void lateBytesForAGapAreNotReadAsAMessage() {
        client(query(1), query(2));
        byte[] first = answer(1, 9);
        server(Arrays.copyOf(first, 60)).serverMissed(40).server(Arrays.copyOfRange(first, 100, first.length));
        serverAt(1 + 60, Arrays.copyOfRange(first, 60, 100));
        assertEquals(List.of("n1.example A NOERROR 1", "n2.example A  1"), talk.told());
        server(answer(2, 1));
        assertEquals(BOTH, talk.told());
    }

    @Test
    void aRetransmissionWithNewBytesIsReadFromTheNewBytes() {
        client(query(1), query(2));
        byte[] stream = Wire.join(answer(1, 2), answer(2, 2));
        serverAt(1, Arrays.copyOf(stream, 50));
        serverAt(1, Arrays.copyOf(stream, 70));
        serverAt(1 + 20, Arrays.copyOfRange(stream, 20, stream.length));
        assertEquals(BOTH, talk.told());
    }

    @Test
    void aMissingLengthLosesMessagesUntilTheNextSegment() {
        client(query(1), query(2), query(3));
        byte[] first = answer(1, 1);
        byte[] second = answer(2, 1);
        server(Arrays.copyOf(first, 30)).serverMissed(first.length - 30 + 1);
        server(Arrays.copyOfRange(second, 1, second.length)).server(answer(3, 1));
        assertEquals(List.of("n1.example A NOERROR 1", "n2.example A  1", "n3.example A NOERROR 1"), talk.told());
    }

    @Test
    void aCaptureMayBeginWithinAMessage() {
        byte[] rest = answer(9, 20);
        server(Arrays.copyOfRange(rest, 45, rest.length)).client(query(1)).server(answer(1, 1));
        assertEquals(List.of("n1.example A NOERROR 1"), talk.told());
    }

    @Test
    void aMessageCutBySnapLengthIsRead() {
        cutAt(100).client(query(1)).server(answer(1, 20)).client(query(2)).server(answer(2, 1));
        assertEquals(BOTH, talk.told());
    }

    @Test
    void theAnswerAfterOneCutBySnapLengthIsRead() {
        byte[] first = answer(1, 20);
        int uncut = first.length - 30;
        cutAt(140).client(query(1), query(2)).server(Arrays.copyOf(first, uncut));
        server(Arrays.copyOfRange(first, uncut, first.length), answer(2, 0));
        assertEquals(BOTH, talk.told());
    }

    /** Every segment repeats some bytes that were sent before. */
    @Property(tries = 200)
    void anyOverlapGivesTheSameTransactions(
            @ForAll @Size(min = 1, max = 20) List<@IntRange(min = 1, max = 60) Integer> sizes) {
        DnsOverTcpTest other = new DnsOverTcpTest().client(query(1), query(2));
        byte[] stream = Wire.join(answer(1, 2), answer(2, 2));
        int sent = 0;
        for (int i = 0; sent < stream.length; i++) {
            int size = sizes.get(i % sizes.size());
            int from = Math.max(0, sent - size / 2);
            int to = Math.min(stream.length, sent + size);
            other.serverAt(1 + from, Arrays.copyOfRange(stream, from, to));
            sent = to;
        }
        assertEquals(BOTH, other.talk.told());
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
