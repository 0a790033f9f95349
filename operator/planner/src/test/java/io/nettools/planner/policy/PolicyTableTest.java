package io.nettools.planner.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.planner.policy.AdminPolicy.Kind;
import io.nettools.planner.policy.PolicySet.Read;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The semantics of policies, as tables: {@code resources/policy}, of which README.md has the grammar. */
class PolicyTableTest {
    private static final List<String> TABLES = List.of(
            "selectors", "peers", "blocks", "ports", "isolation", "nodes", "admin", "baseline", "cluster", "unknown");

    /** One line of a table with the policies above it. */
    record Case(String table, String line, List<String> policies) {
        @Override
        public String toString() {
            return table + ": " + line;
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theVerdictIsThatOfTheTable(Case one) {
        String[] parts = one.line().split(" : ", 2);
        String[] packet = parts[0].trim().split("\\s+");
        String[] expected = parts[1].split(" \\| ", 2);
        PolicyVerdict verdict = verdict(packet, set(one.policies()));
        String policy = verdict.outcome() == PolicyVerdict.Outcome.Allowed
                ? ""
                : verdict.policy().map(by -> " by " + by.name()).orElse("");
        assertEquals(
                expected[0].trim().replaceAll("\\s+", " "),
                verdict.outcome().name().toLowerCase(Locale.ROOT) + policy,
                verdict::toString);
        if (expected.length > 1) {
            assertTrue(verdict.why().contains(expected[1].trim()), verdict::toString);
        }
        assertFalse(verdict.why().isBlank(), verdict::toString);
    }

    @Test
    void noTableIsForgotten() {
        assertTrue(cases().count() >= 200, () -> cases().count() + " cases");
    }

    static Stream<Case> cases() {
        return TABLES.stream().flatMap(table -> cases(table).stream());
    }

    private static List<Case> cases(String table) {
        List<Case> cases = new ArrayList<>();
        List<String> policies = new ArrayList<>();
        boolean inCases = false;
        for (String line : read(table).lines().map(String::strip).toList()) {
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            boolean policy = line.matches("(NP|ANP|BANP|CNP|MISSING|NOTHING).*");
            if (policy && inCases) {
                policies.clear();
            }
            inCases = !policy;
            if (policy) {
                policies.add(line);
            } else {
                cases.add(new Case(table, line, List.copyOf(policies)));
            }
        }
        return cases;
    }

    private static PolicyVerdict verdict(String[] words, PolicySet policies) {
        Town.Resident from = Town.of(words[1]);
        Town.Resident to = Town.of(words[3]);
        FirstPacket packet = packet(from, to, words[4]);
        return switch (words[0]) {
            case "in" -> PolicyCheck.of(packet, PolicyType.Ingress, policies);
            case "out" -> PolicyCheck.of(packet, PolicyType.Egress, policies);
            case "any" -> PolicyCheck.of(packet, policies);
            default -> throw new IllegalArgumentException(words[0]);
        };
    }

    /** E.g. {@code 8080}, {@code UDP/53}, {@code 8080(80)} behind port 80 of a Service, {@code ICMP}. */
    private static FirstPacket packet(Town.Resident from, Town.Resident to, String word) {
        if (word.equals("ICMP")) {
            return new FirstPacket(from.party(), from.address(), to.party(), to.address(), Transport.Other, 0);
        }
        Transport transport =
                word.contains("/") ? Transport.valueOf(word.substring(0, word.indexOf('/'))) : Transport.TCP;
        String[] ports = word.substring(word.indexOf('/') + 1).split("[()]", -1);
        return new FirstPacket(
                from.party(),
                from.address(),
                to.party(),
                to.address(),
                transport,
                Integer.parseInt(ports[0]),
                ports.length > 1 ? Integer.parseInt(ports[1]) : 0);
    }

    /** All kinds and namespaces are read, except those that a line {@code MISSING} names. */
    private static PolicySet set(List<String> lines) {
        Map<String, Read<NamespacedPolicy>> namespaced = new HashMap<>();
        Stream.of("shop", "web", "dark").forEach(name -> namespaced.put(name, Read.all(namespaced(name, lines))));
        Map<Kind, Read<AdminPolicy>> admin = new EnumMap<>(Kind.class);
        Stream.of(Kind.values()).forEach(kind -> admin.put(kind, Read.all(admin(kind, lines))));
        lines.stream().filter(line -> line.startsWith("MISSING")).forEach(line -> {
            String what = line.substring("MISSING ".length());
            if (namespaced.containsKey(what)) {
                namespaced.put(what, new Read<>(namespaced.get(what).policies(), "there are too many"));
            } else if (what.equals("unread")) {
                namespaced.clear();
            } else {
                admin.put(
                        Kind.valueOf(what),
                        new Read<>(admin.get(Kind.valueOf(what)).policies(), "forbidden"));
            }
        });
        return new PolicySet(namespaced, admin);
    }

    private static List<NamespacedPolicy> namespaced(String namespace, List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith("NP"))
                .map(PolicyLine::namespaced)
                .filter(policy -> policy.namespace().equals(namespace))
                .toList();
    }

    private static List<AdminPolicy> admin(Kind kind, List<String> lines) {
        return lines.stream()
                .filter(line -> line.matches("(ANP|BANP|CNP).*"))
                .map(PolicyLine::admin)
                .filter(policy -> policy.kind() == kind)
                .toList();
    }

    private static String read(String table) {
        try (var in = PolicyTableTest.class.getResourceAsStream("/policy/" + table + ".txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
