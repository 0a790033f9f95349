package io.nettools.controller.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nettools.controller.api.NetworkTrace;
import io.nettools.controller.fixture.ATrace;
import io.nettools.controller.fixture.Schema;
import io.nettools.controller.fixture.Yaml;
import io.nettools.planner.trace.Trace;
import io.nettools.planner.trace.TraceSpec;
import io.nettools.planner.trace.TraceYaml;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the planner writes as YAML is read as the same spec. */
class TraceYamlTest {
    private static final String NAMED = "[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{target: {pod: web}, peer: {service: front}}",
                "{target: {pod: '123'}, peer: {pod: 'true'}, duration: 1500ms}",
                "{target: {pod: web-0.example}, peer: {address: 'fd00::9'}, duration: 2m}",
                "{target: {pod: web}, peer: {pod: 1e3}, capture: {interface: eth0.7, filter: 'tcp[13] & 4 != 0 and (port 80 or host fd00::9)'}}",
                "{target: {pod: web}, peer: {pod: api}, probe: {tcp: {host: 'fd00::9', port: 80}, count: 3, interval: 250ms}}",
                "{target: {pod: web}, peer: {pod: api}, probe: {http: {url: 'https://[fd00::9]:8443/a,b'';c', expectStatus: '503', insecureSkipTLSVerify: true}}}",
                "{target: {pod: web}, peer: {pod: api}, probe: {dns: {name: db.shop.svc, type: AAAA, server: 10.96.0.10}}}",
                "{target: {pod: web}, peer: {pod: api}, probe: {icmp: {host: api}, from: Peer}}"
            })
    void aSpecIsReadAsItWasWritten(String written) {
        TraceSpec spec = Specs.of(ATrace.asking(written).getSpec());
        assertEquals(spec, Specs.of(read(yaml("hello", spec).orElseThrow()).getSpec()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "123", "true", "a.b-c"})
    void theTraceHasItsNamespaceAndANameOfItsOwn(String name) {
        JsonNode trace = Yaml.tree(yaml(name, usual()).orElseThrow());
        assertEquals(Yaml.tree("{namespace: shop, generateName: '" + name + "-'}"), trace.get("metadata"));
        assertEquals("nettools.io/v1alpha1", trace.get("apiVersion").asText());
        assertEquals("NetworkTrace", trace.get("kind").asText());
    }

    @Test
    void aGeneratedNameFitsIntoALabelAndEndsAsANameMay() {
        for (int length = 50; length < 70; length++) {
            String name = "x".repeat(length) + ".y-z";
            String generated = Yaml.tree(yaml(name, usual()).orElseThrow())
                            .at("/metadata/generateName")
                            .asText()
                    + "abcde";
            assertTrue(generated.length() <= 63 && generated.matches(NAMED), generated);
        }
    }

    @Test
    void aTextThatIsNotPrintableIsNotWritten() {
        TraceSpec spec = Specs.of(ATrace.asking("{target: {pod: web}, capture: {filter: \"port 80 \\u0007\"}}")
                .getSpec());
        assertEquals(Optional.empty(), yaml("hello", spec));
    }

    private static TraceSpec usual() {
        return Specs.of(ATrace.ofPod("web").getSpec());
    }

    private static Optional<String> yaml(String name, TraceSpec spec) {
        return TraceYaml.of(new Trace.Identity("shop", name, "uid"), spec);
    }

    private static NetworkTrace read(String yaml) {
        return Yaml.object(Schema.stored((ObjectNode) Yaml.tree(yaml)), NetworkTrace.class);
    }
}
