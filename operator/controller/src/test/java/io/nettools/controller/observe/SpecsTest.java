package io.nettools.controller.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.order.CaptureOptions;
import io.nettools.analyser.order.Extra;
import io.nettools.analyser.order.Probe;
import io.nettools.analyser.order.Probe.From;
import io.nettools.controller.fixture.ATrace;
import io.nettools.planner.trace.PeerRef;
import io.nettools.planner.trace.TargetRef;
import io.nettools.planner.trace.TraceSpec;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpecsTest {

    @Test
    void aSpecWithOnlyATargetHasAllDefaults() {
        TraceSpec expected = new TraceSpec(
                new TargetRef.Pod("web"),
                Duration.ofSeconds(30),
                new CaptureOptions("any", "", 512, 100_000, 50L << 20, 20),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                "",
                Optional.empty(),
                false);
        assertEquals(expected, spec("target: {pod: web}"));
    }

    @Test
    void eachKindOfProbeReachesThePlannerWithItsDefaults() {
        probes("tcp: {host: web, port: 80}", new Probe(From.Pod, new Probe.Tcp("web", 80), 1, 1_000));
        probes(
                "http: {url: 'http://web/'}",
                new Probe(From.Pod, new Probe.Http("http://web/", 200, 399, false), 1, 1_000));
        probes("dns: {name: web}", new Probe(From.Pod, new Probe.Dns("web", "A", ""), 1, 1_000));
        probes(
                "icmp: {host: 10.0.0.7}, from: Node, count: 3, interval: 250ms",
                new Probe(From.Node, new Probe.Icmp("10.0.0.7"), 3, 250));
        probes("tcp: {host: web, port: 80}, from: Peer", new Probe(From.Peer, new Probe.Tcp("web", 80), 1, 1_000));
        probes(
                "http: {url: 'http://web/', expectStatus: '503'}",
                new Probe(From.Pod, new Probe.Http("http://web/", 503, 503, false), 1, 1_000));
        probes(
                "http: {url: 'https://web/', insecureSkipTLSVerify: true}",
                new Probe(From.Pod, new Probe.Http("https://web/", 200, 399, true), 1, 1_000));
    }

    private static void probes(String written, Probe expected) {
        assertEquals(
                Optional.of(expected),
                spec("target: {pod: web}\nprobe: {" + written + "}").probe());
    }

    @Test
    void everyFieldReachesThePlanner() {
        TraceSpec expected = new TraceSpec(
                new TargetRef.Selector("app=web", 7),
                Duration.ofSeconds(90),
                new CaptureOptions("lo", "port 8080", 1500, 7, 4096, 3),
                Set.of(Extra.Payload, Extra.Conntrack, Extra.Topology, Extra.NodeViews),
                Optional.empty(),
                Optional.of(new PeerRef.Pods(new TargetRef.Pod("api"))),
                "INC-4711",
                Optional.of(Duration.ofHours(24)),
                true);
        assertEquals(
                expected,
                spec(
                        """
                        target: {selector: {matchLabels: {app: web}}, maxTargets: 7}
                        duration: 1m30s
                        capture:
                          interface: lo
                          filter: " port 8080\\n"
                          snapLength: 1500
                          payload: true
                          maxPackets: 7
                          maxBytes: 4Ki
                          excerpt: 3
                        conntrack: {}
                        topology: {}
                        views: [Pod, Node]
                        peer: {pod: api}
                        reason: INC-4711
                        ttlAfterFinished: 24h
                        stop: true
                        """));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    pod: api          | api
                    service: front    | service/front
                    address: fd00::9  | fd00::9
                    """)
    void eachKindOfPeerImpliesViewsOfTheNode(String peer, String text) {
        TraceSpec spec = spec("target: {pod: web}\npeer: {" + peer + "}");
        assertEquals(text, spec.peer().orElseThrow().text());
        assertTrue(spec.asks(Extra.NodeViews));
    }

    @ParameterizedTest
    @CsvSource({"[Pod], false", "'[Pod, Node]', true", "'[Node, Pod]', true"})
    void viewsOfTheNodeAreTakenWhenListed(String views, boolean node) {
        assertEquals(node, spec("{target: {pod: web}, views: " + views + "}").asks(Extra.NodeViews));
    }

    @ParameterizedTest
    @CsvSource({"50Mi, 52428800", "8192, 8192", "5M, 5000000", "4.5Ki, 4608", "5e3, 5000", "1G, 1000000000"})
    void sizesAreReadAsKubernetesReadsThem(String written, long bytes) {
        assertEquals(
                bytes,
                spec("{target: {pod: web}, capture: {maxBytes: " + written + "}}")
                        .capture()
                        .maxBytes());
    }

    @Test
    void aSelectorHasThreeTargetsByDefault() {
        assertEquals(
                new TargetRef.Selector("app=web", 3),
                spec("target: {selector: {matchLabels: {app: web}}}").target());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    matchLabels: {tier: front, app: web}                                       | app=web,tier=front
                    matchLabels: {app: ''}                                                     | app=
                    matchExpressions: [{key: app, operator: In, values: [web, api]}]           | app in (web,api)
                    matchExpressions: [{key: app, operator: NotIn, values: [web]}]             | app notin (web)
                    matchExpressions: [{key: app, operator: Exists}]                           | app
                    matchExpressions: [{key: a/b, operator: DoesNotExist}]                     | !a/b
                    matchLabels: {z: z}, matchExpressions: [{key: a, operator: Exists}]        | z=z,a
                    """)
    void aSelectorIsSentInTheApisStringForm(String selector, String labels) {
        TargetRef target = spec("{target: {selector: {" + selector + "}}}").target();
        assertEquals(labels, ((TargetRef.Selector) target).labels());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    matchLabels: {'app name': web}                                           | "app name" is not a label key
                    matchLabels: {'a=b,c': web}                                              | "a=b,c" is not a label key
                    matchLabels: {app: 'web,api'}                                            | "web,api" is not a label value
                    matchExpressions: [{key: '-a', operator: Exists}]                        | "-a" is not a label key
                    matchExpressions: [{key: app, operator: In, values: [web, 'a)']}]        | "a)" is not a label value
                    matchLabels: {"a\\u202eb": web}                                         | "a\\u202eb" is not a label key
                    """)
    void anImpossibleLabelHasAComplaint(String selector, String complaint) {
        TargetRef target = spec("{target: {selector: {" + selector + "}}}").target();
        String said = ((TargetRef.Selector) target).complaint().orElseThrow();
        assertTrue(said.startsWith(complaint), said);
    }

    @Test
    void aNodeTargetHasItsName() {
        TargetRef target = spec("target: {node: node-1.example.com}").target();
        assertEquals(new TargetRef.Node("node-1.example.com"), target);
        assertEquals("node/node-1.example.com", target.text());
    }

    @Test
    void anEmptyConntrackAsksForIt() {
        assertTrue(spec("{target: {pod: web}, conntrack: {}}").asks(Extra.Conntrack));
    }

    private static TraceSpec spec(String yaml) {
        return Specs.of(ATrace.asking(yaml).getSpec());
    }
}
