package io.nettools.analyser.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** T5: what libpcap takes for something else than an interface, and nothing more, is refused. */
class InterfaceNameTest {
    private static final String WORDS =
            "nflog nfqueue usbmon bluetooth bluetooth-monitor dbus-system dbus-session netmap: vale dpdk: dag septel snf snf10g eth lo any";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nflog",
                "nflog:5",
                "nfqueue",
                "nfqueue:0",
                "usbmon0",
                "usbmon12",
                "usbmon-0",
                "bluetooth0",
                "bluetooth-monitor",
                "dbus-system",
                "dbus-session",
                "dbus://x",
                "netmap:eth0",
                "vale0",
                "vale",
                "valence",
                "dpdk:0",
                "dag0",
                "dag0:2",
                "dag:2",
                "septel",
                "snf0",
                "snf10g1",
                "snf0x",
                "rpcap://host/eth0",
                "0",
                "1",
                "007"
            })
    void whatLibpcapTakesForItselfIsRefused(String name) {
        String complaint = complaint(name).orElseThrow();
        assertTrue(
                complaint.matches("is (libpcap's name for|a number, ).*: write an interface of the pod such as eth0.*"),
                complaint);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "any",
                "lo",
                "eth0",
                "eth0.100",
                "eth0@if12",
                "netmap0",
                "netmap",
                "dagger0",
                "dag",
                "dag-1",
                "dagx",
                "usbmon",
                "usbmon-1",
                "usbmon0x",
                "usb0",
                "bluetooth",
                "bluetooth0a",
                "dbus0",
                "dbus-sys",
                "nflog0",
                "nfqueue1",
                "rdma0",
                "ib0",
                "mlx5_0",
                "septel0",
                "snf",
                "snfx",
                "val0",
                "dpdk0",
                "tap0",
                "0x1",
                "1a",
                "rpcap0"
            })
    void whatOnlyLooksLikeItPasses(String name) {
        assertEquals(Optional.empty(), complaint(name));
    }

    @Property
    void theSameNamesAsLibpcapsOwnFunctions(@ForAll("names") String name) {
        assertEquals(PcapCreate.takes(name), complaint(name).isPresent(), name);
    }

    @Property
    void whatIsWrittenIsNeverPartOfTheSentence(@ForAll String name) {
        assertTrue(complaint(name).orElse("").matches("[ -~]{0,300}"));
    }

    /** A word of libpcap's with something in front, behind or left out, of what an interface may be called. */
    @Provide
    Arbitrary<String> names() {
        Arbitrary<String> word = Arbitraries.of(WORDS.split(" "));
        Arbitrary<String> digits = Arbitraries.strings().withChars("0123456789").ofMaxLength(3);
        Arbitrary<String> more = Arbitraries.of("", "", "", "-", "-0", "-1", "x", ".", "@if2", "_");
        return Combinators.combine(Arbitraries.of("", "", "", "a", "0"), word, more, digits, more)
                .as((before, middle, one, number, two) -> before + middle + one + number + two)
                .filter(name -> name.length() <= 15 && !name.contains(":") && !name.isEmpty());
    }

    private static Optional<String> complaint(String name) {
        return new InterfaceName(name).complaint();
    }

    /** The C of libpcap's pcap-*.c, function by function, over names without a colon or a slash, which no interface has. */
    private static final class PcapCreate {
        static boolean takes(String device) {
            return netfilter(device)
                    || numbered(device, "usbmon")
                    || numbered(device, "bluetooth")
                    || numbered(device, "dag")
                    || snf(device)
                    || device.startsWith("vale")
                    || exactly(device)
                    || device.chars().allMatch(c -> c >= '0' && c <= '9');
        }

        private static boolean exactly(String device) {
            return Stream.of("dbus-system", "dbus-session", "bluetooth-monitor", "septel")
                    .anyMatch(device::equals);
        }

        private static boolean netfilter(String device) {
            return device.equals("nflog") || device.equals("nfqueue");
        }

        /** strncmp, then strtol up to the end, not negative. */
        private static boolean numbered(String device, String prefix) {
            if (!device.startsWith(prefix)) {
                return false;
            }
            Scan number = Scan.number(device.substring(prefix.length()));
            return number.read() == device.length() - prefix.length() && number.read() > 0 && number.value() >= 0;
        }

        /** sscanf with %d, which does not ask what follows. */
        private static boolean snf(String device) {
            return Stream.of("snf10g", "snf")
                    .anyMatch(prefix -> device.startsWith(prefix)
                            && Scan.number(device.substring(prefix.length())).read() > 0);
        }

        /** What strtol would have read: so many characters, with this value. */
        private record Scan(int read, long value) {
            static Scan number(String text) {
                int at = text.startsWith("-") ? 1 : 0;
                int from = at;
                while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
                    at++;
                }
                return at == from ? new Scan(0, 0) : new Scan(at, Long.parseLong(text.substring(0, at)));
            }
        }
    }
}
