package io.nettools.analyser.dns;

import java.util.List;
import java.util.Map;

/**
 * What is known of one server, over UDP and TCP.
 *
 * @param address and port; empty for all servers beyond those that are told apart
 * @param transactions that it was asked for
 * @param outcomes how many ended so; what did not occur is absent
 * @param traits how many are such; what did not occur is absent
 * @param latency of its answers
 * @param examples the first few of each outcome but {@link Outcome#Answered}
 */
public record DnsServer(
        String address,
        long transactions,
        Map<Outcome, Long> outcomes,
        Map<Trait, Long> traits,
        Latency latency,
        Map<Outcome, List<DnsExample>> examples) {
    public DnsServer {
        outcomes = Map.copyOf(outcomes);
        traits = Map.copyOf(traits);
        examples = Map.copyOf(examples);
    }

    /** How many ended so. */
    public long count(Outcome outcome) {
        return outcomes.getOrDefault(outcome, 0L);
    }

    /** How many are such. */
    public long count(Trait trait) {
        return traits.getOrDefault(trait, 0L);
    }
}
