package io.nettools.analyser.order;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The interface to capture on, as a user writes it: a network interface's name or {@value #ANY}.
 *
 * <p>libpcap gives some names a meaning of its own before it looks for an interface, and would then read the node's USB buses, packets that a
 * firewall rule queues or the messages of D-Bus. Each is refused by libpcap's own comparison (the functions called by {@code pcap_create} of libpcap 1.9 and
 * 1.10, and tcpdump's {@code -i NUMBER}), and no other name: {@code netmap0} and {@code dagger0} are interfaces. Names of RDMA devices are the node's own
 * and can only be known there.
 *
 * @param text tcpdump's {@code -i}
 */
public record InterfaceName(String text) {
    /** tcpdump's own name for all interfaces. */
    public static final String ANY = "any";

    /** IFNAMSIZ is 16 with the closing zero (linux/if.h); a leading dash would be an option. */
    private static final Pattern LINUX = Pattern.compile("[A-Za-z0-9_.][A-Za-z0-9@._-]{0,14}");

    /** strtol(3) reads a number in front of the end that is not below zero. */
    private static final String NUMBER = "([0-9]+|-0+)";

    private static final List<Device> DEVICES = List.of(
            new Device("[0-9]+", "a number, which tcpdump takes for an index in its list of devices"),
            new Device("(nflog|nfqueue)(:.*)?", "libpcap's name for packets that firewall rules log or queue"),
            new Device("usbmon" + NUMBER, "libpcap's name for a USB bus"),
            new Device("bluetooth(" + NUMBER + "|-monitor)", "libpcap's name for a Bluetooth adapter"),
            new Device("dbus-(system|session)|dbus://.*", "libpcap's name for the messages of D-Bus"),
            new Device("netmap:.*|vale.*|dpdk:.*", "libpcap's name for a port outside the kernel"),
            new Device(
                    "dag(" + NUMBER + "|:.*|[0-9]+:.*)|septel|snf(10g)?-?[0-9].*", "libpcap's name for a capture card"),
            new Device("(rpcaps?|file)://.*", "libpcap's name for another machine or a file"));

    /** A name that libpcap takes for itself. */
    private record Device(Pattern name, String what) {
        Device(String regex, String what) {
            this(Pattern.compile(regex, Pattern.DOTALL), what);
        }
    }

    /** Why it cannot be captured on, in words that fit behind the field's name; it is not quoted, whatever it is. */
    public Optional<String> complaint() {
        for (Device device : DEVICES) {
            if (device.name().matcher(text).matches()) {
                return Optional.of("is " + device.what()
                        + ": write an interface of the pod such as eth0 or lo, or any, which includes an"
                        + " interface of this name");
            }
        }
        return LINUX.matcher(text).matches()
                ? Optional.empty()
                : Optional.of("is not an interface name: write one such as eth0 or lo, or any");
    }
}
