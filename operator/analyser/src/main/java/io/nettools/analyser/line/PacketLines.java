package io.nettools.analyser.line;

import io.nettools.analyser.packet.Frame;
import io.nettools.analyser.packet.LinkType;
import io.nettools.analyser.packet.Packet;
import io.nettools.analyser.packet.Stage;
import io.nettools.analyser.redaction.Paths;
import io.nettools.analyser.text.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes a line about each of the first packets; time as in util-print.c, link layer as in print-ether.c and
 * print-sll.c.
 */
public final class PacketLines implements Stage {
    /** Limit for the characters of a line. */
    public static final int LONGEST = 300;

    private static final long MICROS_PER_DAY = 86_400_000_000L;

    private final int wanted;
    private final Paths paths;
    private final Map<Integer, String> interfaceNames;
    private final IpLine ip = new IpLine();
    private final List<String> lines = new ArrayList<>();

    /**
     * @param wanted limit for lines
     * @param interfaceNames names of the captured namespace's interfaces by their number
     * @param paths how much of the paths of HTTP requests may be shown
     */
    public PacketLines(int wanted, Map<Integer, String> interfaceNames, Paths paths) {
        this.wanted = wanted;
        this.paths = paths;
        this.interfaceNames = Map.copyOf(interfaceNames);
    }

    @Override
    public void accept(Packet packet) {
        if (lines.size() < wanted && packet.frame().link() != LinkType.Unread) {
            Line line = new Line(packet.bytes(), paths);
            write(line, packet);
            lines.add(Quoted.cut(line.toString(), LONGEST));
        }
    }

    /** The lines so far. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    private void write(Line line, Packet packet) {
        Frame frame = packet.frame();
        line.add(time(packet.micros())).add(" ");
        if (!line.has(0, frame.link().headerLength())) {
            line.truncated(protocol(frame.link()));
            return;
        }
        if (frame.link() == LinkType.Cooked2) {
            line.add(padded(interfaceNames.getOrDefault(frame.interfaceIndex(), "?"), 5));
            line.add(padded(direction(frame.packetType()), 3));
        }
        if (frame.tagged() && frame.link() != LinkType.Ethernet) {
            line.add("ethertype ").add(typeName(frame.etherType())).add(", ");
        }
        int length = packet.wireLength() - frame.payload();
        switch (frame.etherType()) {
            case Frame.IP4 -> ip.writeIp4(line, frame.payload(), length);
            case Frame.IP6 -> ip.writeIp6(line, frame.payload(), length);
            case Frame.ARP -> ArpLine.write(line, frame.payload(), length);
            default -> unknown(line, frame, packet.wireLength());
        }
    }

    private static String protocol(LinkType link) {
        return switch (link) {
            case Ethernet -> "ether";
            case Cooked -> "sll";
            case Cooked2 -> "sll2";
            case Null, Loop -> "null";
            case Raw, RawIp4, RawIp6, Unread -> "ip";
        };
    }

    private static String typeName(int etherType) {
        return switch (etherType) {
            case Frame.IP4 -> "IPv4";
            case Frame.IP6 -> "IPv6";
            case Frame.ARP -> "ARP";
            default -> "Unknown";
        };
    }

    private static String time(long micros) {
        long ofDay = micros % MICROS_PER_DAY;
        long seconds = ofDay / 1_000_000;
        return twoDigits(seconds / 3600) + ":" + twoDigits(seconds / 60 % 60) + ":" + twoDigits(seconds % 60) + "."
                + String.valueOf(1_000_000 + ofDay % 1_000_000).substring(1);
    }

    private static String twoDigits(long number) {
        return (number < 10 ? "0" : "") + number;
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length())) + " ";
    }

    private static String direction(int packetType) {
        return switch (packetType) {
            case 0 -> "In";
            case 1 -> "B";
            case 2 -> "M";
            case 3 -> "P";
            case 4 -> "Out";
            default -> "?";
        };
    }

    private static void unknown(Line line, Frame frame, int wireLength) {
        if (frame.link() == LinkType.Ethernet) {
            line.addMac(6, 6).add(" > ").addMac(0, 6).add(", ");
        }
        if (frame.etherType() < 0x600) {
            line.add("802.3, length ").add(wireLength);
            return;
        }
        line.add("ethertype Unknown (0x")
                .addHex(frame.etherType(), 4)
                .add("), length ")
                .add(wireLength);
    }
}
