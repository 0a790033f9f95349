package io.nettools.analyser.line;

import io.nettools.analyser.packet.Bytes;

/**
 * ARP, as print-arp.c (RFC 826):
 * {@code 0 hardware | 2 protocol | 4 hardware length | 5 protocol length | 6 operation} and
 * {@code 8 sender hardware, sender protocol, target hardware, target protocol}.
 */
final class ArpLine {
    private static final int HEADER = 8;
    private static final int IP4 = 0x0800;

    private ArpLine() {}

    /** @param length of the packet on the wire */
    static void write(Line line, int at, int length) {
        Bytes bytes = line.bytes();
        int hardware = bytes.u8(at + 4);
        int protocol = bytes.u8(at + 5);
        if (!line.has(at, HEADER + 2 * (hardware + protocol))) {
            line.truncated("arp");
            return;
        }
        line.add("ARP, ");
        if (bytes.u16(at + 2) != IP4 || protocol != 4 || hardware == 0) {
            line.add("hardware ").add(bytes.u16(at)).add(" (len ").add(hardware).add("), protocol 0x");
            line.addHex(bytes.u16(at + 2), 4).add(" (len ").add(protocol).add(")");
        } else {
            writeOperation(line, at, hardware);
        }
        line.add(", length ").add(length);
    }

    private static void writeOperation(Line line, int at, int hardware) {
        int senderMac = at + HEADER;
        int sender = senderMac + hardware;
        int targetMac = sender + 4;
        int target = targetMac + hardware;
        switch (line.bytes().u16(at + 6)) {
            case 1 -> {
                line.add("Request who-has ").addIp4(target);
                if (isSet(line.bytes(), targetMac, hardware)) {
                    line.add(" (").addMac(targetMac, hardware).add(")");
                }
                line.add(" tell ").addIp4(sender);
            }
            case 2 -> line.add("Reply ").addIp4(sender).add(" is-at ").addMac(senderMac, hardware);
            default -> line.add("Unknown (").add(line.bytes().u16(at + 6)).add(")");
        }
    }

    private static boolean isSet(Bytes bytes, int from, int count) {
        for (int i = from; i < from + count; i++) {
            if (bytes.u8(i) != 0) {
                return true;
            }
        }
        return false;
    }
}
