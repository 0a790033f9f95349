package io.nettools.analyser.finding;

import io.nettools.analyser.report.Code;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Turns facts into findings: runs all rules, removes consequences, joins diagnoses of the same code, and sorts the most
 * serious first.
 */
final class Findings {
    static final int MOST = 20;

    /** Limit for diagnoses of one code that are reported separately; more become one finding. */
    private static final int APART = 3;

    private Findings() {}

    static List<Diagnosis> of(Facts facts) {
        List<Diagnosis> causes = Mesh.understood(
                Consequences.removed(withKernel(facts, all(facts).toList())));
        return together(causes.stream().sorted(Diagnosis.MOST_SERIOUS_FIRST).toList()).stream()
                .sorted(Diagnosis.MOST_SERIOUS_FIRST)
                .limit(MOST)
                .toList();
    }

    /** What the kernel counted explains some of what packets show. */
    private static List<Diagnosis> withKernel(Facts facts, List<Diagnosis> ofPackets) {
        KernelFacts kernel = facts.kernel().beside(ofPackets);
        List<Diagnosis> all = Stream.concat(KernelWitness.heard(kernel), asked(Rules.KERNEL, Stream.of(kernel)))
                .toList();
        return FullTable.judged(all, facts.conntrack(), kernel);
    }

    private static Stream<Diagnosis> all(Facts facts) {
        return Stream.of(
                        asked(Rules.CAPTURE, Stream.of(facts.capture())),
                        asked(Rules.NEIGHBOUR, facts.neighbours().stream().filter(facts.capture()::concerns)),
                        asked(
                                Rules.SERVER,
                                facts.servers().stream().filter(one -> !LoopbackTwin.of(one, facts.servers()))),
                        asked(
                                Rules.PINGED,
                                facts.capture().directions().oneMissing() ? Stream.of() : facts.servers().stream()),
                        asked(Rules.NAME_SERVER, facts.nameServers()),
                        asked(
                                Rules.GREETING,
                                facts.failed().greetings().stream().map(facts::greetings)),
                        asked(Rules.TLS, facts.failed().tls().stream().map(facts::tls)),
                        asked(Rules.POSTGRES, facts.failed().postgres().stream().map(facts::postgres)),
                        asked(Rules.REDIS, facts.failed().redis().stream().map(facts::redis)),
                        asked(Rules.STARTUP, facts.failed().startups().stream().map(facts::startups)),
                        asked(Rules.CONNTRACK, Stream.of(facts.conntrack())),
                        asked(Rules.DNS, Stream.of(facts.dns())))
                .flatMap(diagnoses -> diagnoses);
    }

    private static <T> Stream<Diagnosis> asked(List<Function<T, Optional<Diagnosis>>> rules, Stream<T> facts) {
        return facts.flatMap(one -> rules.stream().flatMap(rule -> rule.apply(one).stream()));
    }

    private static List<Diagnosis> together(List<Diagnosis> ranked) {
        Map<Code, List<Diagnosis>> byCode = new EnumMap<>(Code.class);
        ranked.forEach(one ->
                byCode.computeIfAbsent(one.code(), code -> new ArrayList<>()).add(one));
        return byCode.values().stream()
                .flatMap(alike -> alike.size() <= APART
                        ? alike.stream()
                        : Stream.of(alike.getFirst().alsoAt(alike.subList(1, alike.size()))))
                .toList();
    }
}
