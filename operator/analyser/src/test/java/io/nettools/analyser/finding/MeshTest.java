package io.nettools.analyser.finding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.Code;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is found at the ports of a mesh's proxies is a matter of the mesh. */
class MeshTest {
    private static final String PROXY = "127.0.0.1:15001";
    private static final String HBONE = "10.0.0.5:15008";

    private static Diagnosis found(Code code, String where, long hits) {
        return Diagnosis.of(code, where, hits, code + " at " + where);
    }

    private static List<Diagnosis> understood(Diagnosis... all) {
        return Mesh.understood(List.of(all));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ConnectionRefused      | 10.0.0.5:15008   | no mesh proxy takes HBONE there
                    ConnectionUnanswered   | [fd00::5]:15008  | the mesh's connections (HBONE) are dropped
                    HandshakeHalfOpen      | 10.0.0.5:15008   | the mesh's connections (HBONE) are dropped
                    ConnectionRefused      | 127.0.0.1:15001  | the pod's mesh proxy does not listen
                    ConnectionRefused      | [::1]:15001      | the pod's mesh proxy does not listen
                    """)
    void aConnectionThatFailsThereIsAProblemOfTheMesh(Code code, String where, String problem) {
        Diagnosis one = understood(found(code, where, 3)).getFirst();
        assertEquals(code + " at " + where + ": " + problem, one.headline());
        assertTrue(one.message().contains("Istio"), one::message);
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.5:15001", "127.0.0.1:8080", "10.0.0.5:115008", "15008", "''"})
    void otherPlacesAreLeftAlone(String where) {
        Diagnosis one = found(Code.ConnectionRefused, where, 3);
        assertEquals(List.of(one), understood(one));
    }

    @Test
    void whatAProxyPassesOnIsEvidenceOfTheCause() {
        Diagnosis only = understood(found(Code.ConnectionRefused, HBONE, 3), found(Code.ConnectionReset, PROXY, 2))
                .getFirst();
        assertEquals(
                List.of("what programs get of it from the pod's proxy: ConnectionReset at " + PROXY), only.evidence());
    }

    @Test
    void whatHappensMoreOftenAtTheProxyHasAnotherCause() {
        List<Diagnosis> both =
                understood(found(Code.ConnectionRefused, "10.0.0.5:8080", 3), found(Code.HttpServerErrors, PROXY, 4));
        assertEquals(
                List.of("10.0.0.5:8080", PROXY),
                both.stream().map(Diagnosis::where).toList());
        assertEquals(List.of(), both.getFirst().evidence());
        assertTrue(both.getLast().evidence().getFirst().startsWith(PROXY + " is the port of Istio's proxy"));
    }

    /** They would be found in how encrypted bytes of many requests follow each other. */
    @Test
    void ofRequestsInsideOfTheMeshNothingIsClaimed() {
        assertEquals(List.of(), understood(found(Code.SlowApplication, HBONE, 3), found(Code.KeepAliveRace, HBONE, 1)));
        assertEquals(
                1, understood(found(Code.SlowApplication, "10.0.0.5:8080", 3)).size());
    }

    @Test
    void aHandshakeThatFailsIsOneOfProxies() {
        Diagnosis one = understood(found(Code.TlsHandshakeFailed, HBONE, 1)).getFirst();
        assertTrue(one.evidence().getFirst().startsWith("port 15008 is that of Istio's ambient mesh"), one::toString);
        assertTrue(one.nextStep().contains("ztunnel"), one::nextStep);
    }
}
