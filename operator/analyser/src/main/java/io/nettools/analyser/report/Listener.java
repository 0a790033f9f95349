package io.nettools.analyser.report;

/**
 * A socket of the pod's network namespace that takes connections or datagrams from anybody.
 *
 * @param address to which it is bound; {@code 0.0.0.0} and {@code ::} are all addresses of the version, and {@code ::} takes IPv4, too,
 *     unless the program set IPV6_V6ONLY, which the kernel does not show
 * @param port to which it is bound
 * @param seen when it was there
 */
public record Listener(Protocol protocol, String address, int port, Seen seen) {
    /** Protocols with ports. */
    public enum Protocol {
        TCP,
        UDP
    }

    /** The times at which the sockets were read: when the capture began, and when its end was decided. */
    public enum Seen {
        BothTimes,
        BeginOnly,
        EndOnly
    }

    public Listener {
        protocol = protocol == null ? Protocol.TCP : protocol;
        address = address == null ? "" : address;
        seen = seen == null ? Seen.BothTimes : seen;
    }

    /** The end of a conversation that it is: {@code 0.0.0.0:8080}, {@code [::]:8080}. */
    public String end() {
        return (address.contains(":") ? "[" + address + "]" : address) + ":" + port;
    }
}
