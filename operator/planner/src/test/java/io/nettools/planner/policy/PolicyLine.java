package io.nettools.planner.policy;

import io.nettools.planner.policy.AdminPolicy.Kind;
import io.nettools.planner.policy.AdminPolicy.Tier;
import io.nettools.planner.policy.PolicyRule.Action;
import io.nettools.planner.policy.Selector.Requirement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A policy in one line of a table; {@code resources/policy/README.md} has the grammar. E.g.
 * {@code NP shop/backend-only on tier=backend ; in pods:tier=frontend ports 8080}.
 */
final class PolicyLine {
    private final Deque<String> words = new ArrayDeque<>();
    private final List<PolicyRule> ingress = new ArrayList<>();
    private final List<PolicyRule> egress = new ArrayList<>();
    private String unreadable = "";

    private PolicyLine(String line) {
        words.addAll(List.of(line.trim().split("\\s+")));
    }

    static NamespacedPolicy namespaced(String line) {
        return new PolicyLine(line).namespaced();
    }

    static AdminPolicy admin(String line) {
        return new PolicyLine(line).admin();
    }

    private NamespacedPolicy namespaced() {
        words.pop();
        String[] name = words.pop().split("/", -1);
        expect("on");
        Selector pods = selector(words.pop());
        Set<PolicyType> types = EnumSet.noneOf(PolicyType.class);
        if (next("types")) {
            Stream.of(words.pop().split(","))
                    .forEach(type -> types.add(type.equals("in") ? PolicyType.Ingress : PolicyType.Egress));
        }
        rules();
        return new NamespacedPolicy(name[0], name[1], pods, types, ingress, egress, unreadable);
    }

    private AdminPolicy admin() {
        String kind = words.pop();
        String name = words.pop();
        Tier tier = kind.equals("BANP") || next("baseline") ? Tier.Baseline : Tier.Admin;
        int priority = next("priority") ? Integer.parseInt(words.pop()) : 0;
        expect("on");
        Peer.Pods subject = (Peer.Pods) peer(words.pop());
        rules();
        Kind of = kind.equals("ANP")
                ? Kind.AdminNetworkPolicy
                : kind.equals("BANP") ? Kind.BaselineAdminNetworkPolicy : Kind.ClusterNetworkPolicy;
        return new AdminPolicy(of, tier, name, priority, subject, ingress, egress, unreadable);
    }

    private void rules() {
        if (next("odd")) {
            unreadable = "field \"odd\" is not known";
        }
        while (!words.isEmpty()) {
            expect(";");
            rule();
        }
    }

    private void rule() {
        Action action = Stream.of(Action.values())
                .filter(one -> next(one.name().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElse(Action.Allow);
        List<PolicyRule> to = words.pop().equals("in") ? ingress : egress;
        List<Peer> peers = new ArrayList<>();
        until(word -> word.equals("ports") || word.startsWith("\"") || word.equals("odd"), word -> {
            if (!word.equals("any")) {
                peers.add(peer(word));
            }
        });
        List<PolicyPort> ports = new ArrayList<>();
        if (next("ports")) {
            until(word -> word.startsWith("\"") || word.equals("odd"), word -> ports.add(port(word)));
        }
        String name =
                !words.isEmpty() && words.peek().startsWith("\"") ? words.pop().replace("\"", "") : "";
        to.add(new PolicyRule(name, action, peers, ports, next("odd") ? "field \"odd\" is not known" : ""));
    }

    private void until(Predicate<String> end, Consumer<String> with) {
        while (!words.isEmpty() && !words.peek().equals(";") && !end.test(words.peek())) {
            with.accept(words.pop());
        }
    }

    private static Peer peer(String word) {
        String rest = word.substring(word.indexOf(':') + 1);
        return switch (word.substring(0, word.indexOf(':'))) {
            case "pods" -> new Peer.Pods(Optional.empty(), selector(rest));
            case "ns" -> {
                String[] both = rest.split("\\+pods:", -1);
                yield new Peer.Pods(Optional.of(selector(both[0])), both.length > 1 ? selector(both[1]) : Selector.ALL);
            }
            case "net" -> {
                String[] both = rest.split("-", -1);
                yield new Peer.Networks(
                        List.of(both[0].split(",")), both.length > 1 ? List.of(both[1].split(",")) : List.of());
            }
            case "nodes" -> new Peer.Nodes(selector(rest));
            case "domain" -> new Peer.DomainNames();
            case "odd" -> new Peer.Unreadable("field \"" + rest + "\" is not known");
            default -> throw new IllegalArgumentException(word);
        };
    }

    static Selector selector(String word) {
        return word.equals("*")
                ? Selector.ALL
                : new Selector(
                        Stream.of(word.split(",")).map(PolicyLine::requirement).toList());
    }

    private static Requirement requirement(String word) {
        if (word.startsWith("!")) {
            return new Requirement(word.substring(1), "DoesNotExist", List.of());
        }
        if (word.contains("~")) {
            return new Requirement(word.substring(0, word.indexOf('~')), "Like", List.of("x"));
        }
        if (!word.contains("=")) {
            return new Requirement(word, "Exists", List.of());
        }
        String[] both = word.split("!?=", 2);
        return new Requirement(
                both[0],
                word.contains("!=") ? "NotIn" : "In",
                both[1].isEmpty() ? List.of() : List.of(both[1].split("\\|")));
    }

    private static PolicyPort port(String word) {
        boolean plain = !word.contains("/");
        Optional<Transport> transport = plain
                ? Optional.of(Transport.TCP)
                : Optional.of(word.substring(0, word.indexOf('/')))
                        .filter(one -> !one.equals("named"))
                        .map(Transport::valueOf);
        String rest = word.substring(word.indexOf('/') + 1);
        if (rest.equals("*")) {
            return PolicyPort.all(transport.orElseThrow());
        }
        if (rest.equals("odd")) {
            return new PolicyPort.Unreadable("field \"odd\" is not known");
        }
        if (!Character.isDigit(rest.charAt(0))) {
            return new PolicyPort.Named(transport, rest);
        }
        String[] range = rest.split("-", -1);
        return new PolicyPort.Range(
                transport.orElseThrow(), Integer.parseInt(range[0]), Integer.parseInt(range[range.length - 1]));
    }

    private boolean next(String word) {
        boolean is = word.equals(words.peek());
        if (is) {
            words.pop();
        }
        return is;
    }

    private void expect(String word) {
        if (!next(word)) {
            throw new IllegalArgumentException("not " + word + ": " + words);
        }
    }
}
