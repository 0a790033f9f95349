package io.nettools.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Namespace;
import io.nettools.controller.observe.Parties;
import io.nettools.controller.observe.PolicyReader;
import io.nettools.planner.policy.FirstPacket;
import io.nettools.planner.policy.Party;
import io.nettools.planner.policy.PolicyCheck;
import io.nettools.planner.policy.PolicySet;
import io.nettools.planner.policy.PolicyVerdict;
import io.nettools.planner.policy.PolicyVerdict.Outcome;
import io.nettools.planner.policy.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The verdicts of {@code planner.policy} against kube-network-policies, which {@code cluster/policies} runs on each
 * node: random policies, and what really passes between pods of three namespaces on two nodes. Two of them
 * have hostNetwork.
 */
@Alone("the nodes enforce policies")
class PolicyTruthTest {
    @RegisterExtension
    static final Scene SCENE = new Scene();

    private static final long SEED = 20_260_301;
    private static final int ROUNDS = 5;
    private static final int PODS = 8;
    /** One more on each node, on its network. */
    private static final int HOST_PODS = 2;

    private static final int PAIRS = 200;
    private static final String KINDS = "networkpolicies,adminnetworkpolicies,baselineadminnetworkpolicies";
    private static final List<String> NAMESPACES =
            IntStream.range(0, 3).mapToObj(i -> SCENE.namespace() + "-" + i).toList();

    private static final List<Port> PORTS = List.of(
            new Port(Transport.TCP, 8080),
            new Port(Transport.TCP, 8081),
            new Port(Transport.TCP, 9090),
            new Port(Transport.UDP, 5353),
            new Port(Transport.UDP, 8081));

    /** At one address: on a node's network an answer would have the address of the nearest device. */
    private static final String SERVER =
            """
            import os, socket, threading
            address = os.environ["ADDRESS"]
            def tcp(port):
                listener = socket.create_server((address, port), backlog=512)
                while True: listener.accept()[0].close()
            def udp(port):
                echo = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
                echo.bind((address, port))
                while True: echo.sendto(*echo.recvfrom(64))
            for port in 8080, 8081, 9090: threading.Thread(target=tcp, args=(port,)).start()
            for port in 5353, 8081: threading.Thread(target=udp, args=(port,)).start()
            """;

    /** Connects to all at once; one character for each: 1 if it was answered within two seconds. */
    private static final String CLIENT =
            """
            import os, select, socket, sys, time
            poll, waiting, answers = select.poll(), {}, []
            for number, target in enumerate(sys.argv[1:]):
                transport, address, port = target.split("/")
                udp = transport == "UDP"
                one = socket.socket(socket.AF_INET, socket.SOCK_DGRAM if udp else socket.SOCK_STREAM)
                one.bind((os.environ["ADDRESS"], 0))
                one.setblocking(False)
                one.connect_ex((address, int(port)))
                if udp: one.send(b"?")
                poll.register(one, select.POLLIN if udp else select.POLLOUT)
                waiting[one.fileno()] = (one, number)
                answers.append("0")
            end = time.monotonic() + 2
            while waiting and time.monotonic() < end:
                for fd, event in poll.poll(100):
                    one, number = waiting.pop(fd)
                    poll.unregister(fd)
                    if one.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR) == 0: answers[number] = "1"
            print("".join(answers))
            """;

    /** A port on which each pod listens. */
    private record Port(Transport transport, int number) {}

    /** A pod as the planner sees it. */
    private record Member(Party.Pod pod, String address) {}

    private record Pair(Member from, Member to, Port port) {
        PolicyVerdict verdict(PolicySet policies) {
            return PolicyCheck.of(
                    new FirstPacket(
                            from.pod(), from.address(), to.pod(), to.address(), port.transport(), port.number()),
                    policies);
        }

        String target() {
            return port.transport() + "/" + to.address() + "/" + port.number();
        }
    }

    @BeforeAll
    static void cluster() {
        Policies.up();
        Scene.apply(NAMESPACES.stream().map(PolicyTruthTest::namespace).collect(Collectors.joining("---\n")));
        NAMESPACES.forEach(name -> await("default service account")
                .atMost(Duration.ofSeconds(15))
                .until(() -> Scene.CLIENT
                                .serviceAccounts()
                                .inNamespace(name)
                                .withName("default")
                                .get()
                        != null));
        Scene.apply(IntStream.range(0, PODS + HOST_PODS)
                .mapToObj(PolicyTruthTest::pod)
                .collect(Collectors.joining("---\n")));
        NAMESPACES.forEach(
                name -> Shell.kubectl("wait", "pod", "--all", "-n", name, "--for=condition=Ready", "--timeout=90s")
                        .ok());
    }

    @AfterAll
    static void asItWas() {
        Policies.down();
        NAMESPACES.forEach(name -> Shell.kubectl("delete", "namespace", name, "--wait=false"));
    }

    @Test
    void whatIsComputedIsWhatPasses() {
        List<Member> members = members();
        List<Outcome> outcomes = IntStream.range(0, ROUNDS)
                .boxed()
                .flatMap(round -> compared(members, SEED + round).stream())
                .toList();
        int denied = Collections.frequency(outcomes, Outcome.Denied);
        int undecided = Collections.frequency(outcomes, Outcome.Undecided);
        int decided = outcomes.size() - undecided;
        System.out.printf(
                "%d pairs under %d sets of policies, no difference: %d denied, %d allowed; %d more are undecided%n",
                decided, ROUNDS, denied, decided - denied, undecided);
        assertTrue(decided >= 500, decided + " pairs");
        assertTrue(denied > decided / 10 && denied < decided * 9 / 10, denied + " denied of " + decided);
        assertTrue(undecided < decided / 5, undecided + " undecided");
    }

    /** The verdicts under one set of policies. They agree with what passes as soon as the nodes have the policies. */
    private static List<Outcome> compared(List<Member> members, long seed) {
        String yaml = RandomPolicies.yaml(seed, NAMESPACES);
        Shell.kubectl("delete", KINDS, "-A", "-l", RandomPolicies.LABEL + "=yes")
                .ok();
        if (!yaml.isEmpty()) {
            Scene.apply(yaml);
        }
        PolicySet policies = new PolicyReader(Scene.CLIENT).read(Set.copyOf(NAMESPACES));
        Map<Pair, PolicyVerdict> verdicts =
                pairs(members, seed).stream().collect(Collectors.toMap(pair -> pair, pair -> pair.verdict(policies)));
        List<Pair> decided = verdicts.keySet().stream()
                .filter(pair -> verdicts.get(pair).outcome() != Outcome.Undecided)
                .toList();
        await("the policies of seed " + seed)
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertEquals(List.of(), differences(decided, verdicts), yaml));
        return verdicts.values().stream().map(PolicyVerdict::outcome).toList();
    }

    /** All at once, one exec for each pod. */
    private static List<String> differences(List<Pair> pairs, Map<Pair, PolicyVerdict> verdicts) {
        Map<Pair, Boolean> passed = new ConcurrentHashMap<>();
        try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
            pairs.stream()
                    .collect(Collectors.groupingBy(Pair::from))
                    .forEach((from, its) -> all.execute(() -> passed.putAll(tried(from, its))));
        }
        return pairs.stream()
                .filter(pair ->
                        passed.getOrDefault(pair, false) != (verdicts.get(pair).outcome() == Outcome.Allowed))
                .map(pair -> pair.from().pod().words() + " " + pair.from().address() + " > "
                        + pair.to().pod().words() + " " + pair.target() + " passed: " + passed.get(pair)
                        + ", computed: " + verdicts.get(pair))
                .toList();
    }

    private static Map<Pair, Boolean> tried(Member from, List<Pair> pairs) {
        List<String> command = new ArrayList<>(
                List.of("exec", "-n", from.pod().namespace().name(), from.pod().name(), "--", "python3", "-c", CLIENT));
        pairs.forEach(pair -> command.add(pair.target()));
        String answers = Shell.kubectl(command.toArray(String[]::new)).ok().text();
        return IntStream.range(0, pairs.size())
                .boxed()
                .collect(Collectors.toMap(pairs::get, i -> answers.charAt(i) == '1'));
    }

    private static List<Pair> pairs(List<Member> members, long seed) {
        List<Pair> all = new ArrayList<>(members.stream()
                .flatMap(from -> members.stream().flatMap(to -> PORTS.stream().map(port -> new Pair(from, to, port))))
                .toList());
        Collections.shuffle(all, new Random(seed));
        return all.subList(0, PAIRS);
    }

    private static List<Member> members() {
        return NAMESPACES.stream()
                .flatMap(name -> {
                    Namespace namespace =
                            Scene.CLIENT.namespaces().withName(name).get();
                    return Scene.CLIENT.pods().inNamespace(name).list().getItems().stream()
                            .map(pod -> new Member(
                                    Parties.of(pod, Optional.of(namespace), Optional.empty()),
                                    pod.getStatus().getPodIP()));
                })
                .toList();
    }

    private static String namespace(String name) {
        String odd = name.endsWith("1") ? ", odd: \"yes\"" : "";
        return """
                apiVersion: v1
                kind: Namespace
                metadata: {name: %s, labels: {%s: %s%s}}
                """
                .formatted(name, RandomPolicies.LABEL, name, odd);
    }

    /** Each has another set of labels; every fourth has no app. */
    private static String pod(int number) {
        String app = number % 4 == 3 ? "" : ", app: " + List.of("s", "t").get(number / 2 % 2);
        String script = SERVER.indent(6);
        return """
                apiVersion: v1
                kind: Pod
                metadata: {name: pod-%d, namespace: %s, labels: {tier: %s%s}}
                spec:
                  nodeName: node-%d
                  hostNetwork: %b
                  securityContext: {runAsUser: 1000}
                  terminationGracePeriodSeconds: 0
                  automountServiceAccountToken: false
                  containers:
                  - name: main
                    image: localhost/nettools-fedora:dev
                    imagePullPolicy: IfNotPresent
                    command:
                    - python3
                    - -c
                    - |
                %s
                    env: [{name: ADDRESS, valueFrom: {fieldRef: {fieldPath: status.podIP}}}]
                    ports:
                    - {name: web, containerPort: 8080}
                    - {name: alt, containerPort: 9090}
                    - {name: dns, containerPort: 5353, protocol: UDP}
                """
                .formatted(
                        number,
                        NAMESPACES.get(number % NAMESPACES.size()),
                        List.of("a", "b", "c").get(number / 3 % 3),
                        app,
                        number % 2 + 1,
                        number >= PODS,
                        script.stripTrailing());
    }
}
