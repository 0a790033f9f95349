package io.nettools.planner.cluster;

import io.nettools.planner.cluster.Literals.Literal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The names of addresses, as a reader in the trace's namespace knows them. An address without a name stays as it is. An end
 * (address and port) may have a name of its own: that of the Service which it reaches at a node or a load balancer.
 *
 * @param texts by address or end, e.g. {@code service/web}, {@code pod server on node-2}, {@code the API server}
 */
public record Names(Map<String, String> texts) {
    public static final Names NONE = new Names(Map.of());

    /** Longest name: a pod's, its namespace's and its node's could be three times as long. */
    private static final int LONGEST = 160;

    /** A sentence that is this long gets no more names. */
    private static final int SENTENCE = 1024;

    private static final String DOTS = "...";

    public Names {
        texts = Map.copyOf(texts);
    }

    /**
     * The names of these owners for a reader in that namespace.
     *
     * @param owners by address or end
     */
    public static Names of(Map<String, Owner> owners, String namespace) {
        Map<String, String> texts = new HashMap<>();
        owners.forEach((address, owner) -> texts.put(address, cut(owner.text(namespace))));
        return new Names(texts);
    }

    /** These names, and those of others for addresses that have none here. */
    public Names or(Names others) {
        Map<String, String> all = new HashMap<>(others.texts);
        all.putAll(texts);
        return new Names(all);
    }

    /** The name of an end of a conversation, {@code 10.96.1.1:80} or without a port; empty when it is not known. */
    public String of(String end) {
        return Optional.ofNullable(texts.get(end))
                .or(() -> Literals.address(end).map(texts::get))
                .orElse("");
    }

    /**
     * The sentence with the name of each address in front of it: {@code service/web (10.96.1.1:80) refuses connections}.
     * An address is named where it stands first; a sentence that has the names already stays the same.
     */
    public String named(String sentence) {
        StringBuilder named = new StringBuilder();
        Set<String> done = new HashSet<>();
        int copied = 0;
        List<Literal> literals = texts.isEmpty() ? List.of() : Literals.in(sentence);
        for (Literal literal : literals) {
            String end = sentence.substring(literal.start(), literal.end());
            String name = of(end);
            String whose = name.equals(texts.get(literal.address())) ? literal.address() : end;
            if (name.isEmpty() || !done.add(whose) || named.length() > SENTENCE) {
                continue;
            }
            named.append(sentence, copied, literal.start());
            named.append(named(name, end, sentence, literal));
            copied = literal.end();
        }
        return named.append(sentence, copied, sentence.length()).toString();
    }

    /** The end with its name; inside of brackets of its own without further ones. */
    private static String named(String name, String end, String sentence, Literal literal) {
        String before = sentence.substring(0, literal.start());
        if (before.endsWith(name + " (") || before.endsWith(name + ", ")) {
            return end;
        }
        boolean bracketed = before.endsWith("(") && sentence.startsWith(")", literal.end());
        return bracketed ? name + ", " + end : name + " (" + end + ")";
    }

    private static String cut(String name) {
        return name.length() <= LONGEST ? name : name.substring(0, LONGEST - DOTS.length()) + DOTS;
    }
}
