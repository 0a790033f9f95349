package io.nettools.analyser.startup;

import io.nettools.analyser.flow.Conversation;
import io.nettools.analyser.flow.FlowTable;
import io.nettools.analyser.opening.Failure;
import io.nettools.analyser.packet.Stage;
import io.nettools.analyser.pcap.CaptureReader;
import io.nettools.analyser.stream.NewBytes;
import io.nettools.analyser.wire.Capture;
import io.nettools.analyser.wire.Talk;
import java.nio.ByteBuffer;
import java.util.IdentityHashMap;
import java.util.List;

/** What a log of its own makes of a capture. */
final class Starts {
    private Starts() {}

    static List<Failure<Refusal>> in(byte[] file) {
        StartupLog log = new StartupLog();
        IdentityHashMap<Conversation, StartupConnection> connections = new IdentityHashMap<>();
        FlowTable flows = new FlowTable(20);
        Stage startups = flows.then((packet, conversation, sender) -> {
            NewBytes fresh = conversation.newBytes(sender);
            fresh.read(packet.segment());
            StartupConnection known = connections.getOrDefault(conversation, StartupConnection.SILENT);
            connections.put(conversation, log.accept(packet, sender, fresh, known, conversation));
        });
        CaptureReader reader = new CaptureReader(packet -> {
            flows.accept(packet);
            startups.accept(packet);
        });
        reader.accept(ByteBuffer.wrap(file));
        return log.failures().stream().map(Refusals::failure).toList();
    }

    /** What was refused how often: "2 Full 1040: Too many connections"; empty when nothing was. */
    static String refused(Talk talk) {
        return refused(talk.capture());
    }

    static String refused(Capture capture) {
        return String.join("; ", in(capture.bytes()).stream().map(Starts::text).toList());
    }

    private static String text(Failure<Refusal> failure) {
        Refusal first = failure.first();
        String words = first.words().isEmpty() ? "" : ": " + first.words();
        return (failure.count() + " " + first.cause() + " " + first.code()).strip() + words;
    }

    static Talk open() {
        return new Talk().handshake();
    }

    /** Bytes in hexadecimal, one character each; what stands in quotation marks is text. */
    static String bytes(String description) {
        StringBuilder bytes = new StringBuilder();
        String[] parts = description.split("'", -1);
        for (int i = 0; i < parts.length; i++) {
            bytes.append(i % 2 == 1 ? parts[i] : hex(parts[i].replace(" ", "")));
        }
        return bytes.toString();
    }

    private static String hex(String digits) {
        StringBuilder bytes = new StringBuilder();
        for (int at = 0; at < digits.length(); at += 2) {
            bytes.append((char) Integer.parseInt(digits.substring(at, at + 2), 16));
        }
        return bytes.toString();
    }

    /** A number of so many bytes, its highest first. */
    static String big(long number, int size) {
        StringBuilder bytes = new StringBuilder();
        for (int shift = (size - 1) * 8; shift >= 0; shift -= 8) {
            bytes.append((char) (number >> shift & 0xff));
        }
        return bytes.toString();
    }

    /** A number of so many bytes, its lowest first. */
    static String little(long number, int size) {
        return new StringBuilder(big(number, size)).reverse().toString();
    }
}
