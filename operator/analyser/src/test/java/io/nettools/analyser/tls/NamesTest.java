package io.nettools.analyser.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

/** Numbers of the registries by their names. */
class NamesTest {
    private static final int NUMBERS = 0x10000;

    private static List<String> suites() {
        return IntStream.range(0, NUMBERS)
                .mapToObj(CipherSuite::name)
                .filter(name -> name.startsWith("TLS_"))
                .toList();
    }

    @Test
    void everyNameOfACipherSuiteHasOneNumber() {
        List<String> names = suites();
        assertEquals(names.size(), Set.copyOf(names).size());
    }

    @Test
    void theCipherSuitesOfJavaAreKnown() throws NoSuchAlgorithmException {
        Set<String> offered = Stream.of(
                        SSLContext.getDefault().getDefaultSSLParameters().getCipherSuites())
                .filter(name -> !name.equals("TLS_EMPTY_RENEGOTIATION_INFO_SCSV"))
                .filter(name -> !name.contains("_DSS_"))
                .collect(Collectors.toSet());
        assertTrue(offered.size() > 10, offered::toString);
        offered.removeAll(Set.copyOf(suites()));
        assertEquals(Set.of(), offered);
    }

    @Test
    void anUnknownCipherSuiteIsItsNumber() {
        assertEquals("0x1306", CipherSuite.name(0x1306));
        assertEquals("0xc000", CipherSuite.name(0xc000));
        assertEquals("0xccff", CipherSuite.name(0xccff));
        assertEquals("0x0a0a", CipherSuite.name(0x0a0a));
    }

    @Test
    void everyNameOfAnAlertHasOneNumber() {
        List<String> names = IntStream.range(0, 256).mapToObj(Alert::name).toList();
        assertEquals(names.size(), Set.copyOf(names).size());
        assertEquals("close_notify", names.get(0));
        assertEquals("unknown_ca", names.get(48));
        assertEquals("alert 200", names.get(200));
    }
}
