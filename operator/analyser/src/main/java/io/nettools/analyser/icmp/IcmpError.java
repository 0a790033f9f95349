package io.nettools.analyser.icmp;

import io.nettools.analyser.packet.Side;

/**
 * An ICMP error about a conversation, and how often it came.
 *
 * @param from address of its sender: a router, or the other end
 * @param about the side whose packets could not be delivered
 * @param firstMicros time of the first one, µs since the epoch
 * @param lastMicros time of the last one
 */
public record IcmpError(Kind kind, String from, Side about, long firstMicros, long lastMicros, long count) {

    /** The meaning of an error, for both versions of ICMP. */
    public enum Kind {
        NetworkUnreachable("network unreachable"),
        HostUnreachable("host unreachable"),
        ProtocolUnreachable("protocol unreachable"),
        PortUnreachable("port unreachable"),
        PacketTooBig("packet too big"),
        Prohibited("administratively prohibited"),
        OtherUnreachable("destination unreachable"),
        TimeExceeded("time to live exceeded in transit"),
        ReassemblyTimeExceeded("fragment reassembly time exceeded"),
        Redirect("redirect"),
        ParameterProblem("parameter problem");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** The kind in the words of the RFCs. */
        public String text() {
            return text;
        }

        /** The kind of a type and code (RFC 792, RFC 1122 §3.2.2.1, RFC 1812 §5.2.7.1; RFC 4443 §3). */
        static Kind of(int version, int type, int code) {
            return version == 6 ? ofIcmp6(type, code) : ofIcmp(type, code);
        }

        private static Kind ofIcmp(int type, int code) {
            return switch (type) {
                case 5 -> Redirect;
                case 11 -> code == 1 ? ReassemblyTimeExceeded : TimeExceeded;
                case 12 -> ParameterProblem;
                default ->
                    switch (code) {
                        case 0, 6, 11 -> NetworkUnreachable;
                        case 1, 7, 8, 12 -> HostUnreachable;
                        case 2 -> ProtocolUnreachable;
                        case 3 -> PortUnreachable;
                        case 4 -> PacketTooBig;
                        case 9, 10, 13 -> Prohibited;
                        default -> OtherUnreachable;
                    };
            };
        }

        private static Kind ofIcmp6(int type, int code) {
            return switch (type) {
                case 2 -> PacketTooBig;
                case 3 -> code == 1 ? ReassemblyTimeExceeded : TimeExceeded;
                // ICMP calls an unknown next header protocol unreachable
                case 4 -> code == 1 ? ProtocolUnreachable : ParameterProblem;
                case 137 -> Redirect;
                default ->
                    switch (code) {
                        case 0 -> NetworkUnreachable;
                        case 1, 5, 6 -> Prohibited;
                        case 3 -> HostUnreachable;
                        case 4 -> PortUnreachable;
                        default -> OtherUnreachable;
                    };
            };
        }
    }
}
