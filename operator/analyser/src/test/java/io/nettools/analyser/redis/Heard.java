package io.nettools.analyser.redis;

import io.nettools.analyser.flow.Conversation;
import io.nettools.analyser.flow.FlowTable;
import io.nettools.analyser.opening.Failure;
import io.nettools.analyser.packet.Stage;
import io.nettools.analyser.pcap.CaptureReader;
import io.nettools.analyser.report.RedisStartup;
import io.nettools.analyser.stream.NewBytes;
import io.nettools.analyser.wire.Talk;
import java.nio.ByteBuffer;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * The result of a separate log for a capture.
 *
 * @param count connections to Redis
 * @param top connections that are listed
 * @param failures failures by kind
 */
record Heard(long count, List<RedisStartup> top, List<Failure<RedisStartup>> failures) {
    static Heard in(byte[] file) {
        RedisLog log = new RedisLog(20);
        IdentityHashMap<Conversation, RedisConnection> connections = new IdentityHashMap<>();
        FlowTable flows = new FlowTable(20);
        Stage redis = flows.then((packet, conversation, sender) -> {
            NewBytes fresh = conversation.newBytes(sender);
            fresh.read(packet.segment());
            RedisConnection before = connections.getOrDefault(conversation, RedisConnection.SILENT);
            connections.put(conversation, log.accept(packet, sender, fresh, before, conversation));
        });
        CaptureReader reader = new CaptureReader(packet -> {
            flows.accept(packet);
            redis.accept(packet);
        });
        reader.accept(ByteBuffer.wrap(file));
        return new Heard(log.count(), log.top(), log.failures());
    }

    static Heard in(Talk talk) {
        return in(talk.capture().bytes());
    }

    /** Failures with their number: "2 WRONGPASS" or, without an error of the server, "1 ClosedByServer". */
    List<String> failed() {
        return failures.stream()
                .map(one -> one.count() + " "
                        + (one.first().error().isEmpty()
                                ? one.first().outcome().name()
                                : one.first().error()))
                .toList();
    }
}
