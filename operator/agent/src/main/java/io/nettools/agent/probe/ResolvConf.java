package io.nettools.agent.probe;

import io.nettools.analyser.order.Host;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The settings of a pod's resolver, resolv.conf(5). The file is the pod's: an entry that is not an address or a name is
 * left out.
 *
 * @param server the first one; the others are asked only when it is silent, and a probe is to find that out
 * @param search domains that a short name is tried with
 * @param ndots a name with fewer dots is tried with the domains first
 */
record ResolvConf(Optional<String> server, List<String> search, int ndots) {
    /** Limit for the search list. Kubernetes allows 32 domains, too many to wait for. */
    private static final int DOMAINS = 8;

    private static final int USUAL_NDOTS = 1;
    /** The C library's own maximum. */
    private static final int MOST_NDOTS = 15;

    private static final String NDOTS = "ndots:";

    static ResolvConf parse(String text) {
        Optional<String> server = Optional.empty();
        List<String> search = List.of();
        int ndots = USUAL_NDOTS;
        for (String line : text.lines().toList()) {
            List<String> words = Stream.of(line.strip().split("\\s+", -1)).toList();
            List<String> values = words.subList(1, words.size());
            switch (words.getFirst()) {
                case "nameserver" -> server = server.or(() -> address(values));
                case "search", "domain" -> search = domains(values);
                case "options" -> ndots = ndots(values, ndots);
                default -> {}
            }
        }
        return new ResolvConf(server, search, ndots);
    }

    /** The absolute names to try for a name, in order. */
    List<String> candidates(String name) {
        if (name.endsWith(".")) {
            return List.of(name);
        }
        List<String> all = new ArrayList<>();
        search.forEach(domain -> all.add(name + "." + domain + "."));
        long dots = name.chars().filter(c -> c == '.').count();
        all.add(dots >= ndots ? 0 : all.size(), name + ".");
        return all;
    }

    private static Optional<String> address(List<String> values) {
        return values.stream().limit(1).filter(text -> new Host(text).address()).findFirst();
    }

    private static List<String> domains(List<String> values) {
        return values.stream()
                .map(domain -> domain.endsWith(".") ? domain.substring(0, domain.length() - 1) : domain)
                .filter(domain -> new Host(domain).name())
                .limit(DOMAINS)
                .toList();
    }

    private static int ndots(List<String> values, int before) {
        return values.stream()
                .filter(option -> option.matches(NDOTS + "[0-9]{1,3}"))
                .map(option -> Math.min(MOST_NDOTS, Integer.parseInt(option.substring(NDOTS.length()))))
                .reduce(before, (one, last) -> last);
    }
}
