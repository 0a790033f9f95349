package io.nettools.analyser.dns;

import java.util.List;
import java.util.Map;

/**
 * Counts of one server, over UDP and TCP.
 *
 * @param address and port; empty for the shared entry of all further servers
 * @param transactions with this server
 * @param outcomes transactions by outcome, without those that did not occur
 * @param traits transactions by trait, without those that did not occur
 * @param latency the latency of its answers
 * @param examples the first few of each outcome but {@link Outcome#Answered}
 * @param strangers ends that answered in its place and are not asked themselves
 * @param lost queries that were answered only after they were repeated
 * @param inVain unanswered queries that were repeated: an answer that was only not captured does not lead to that
 * @param perhapsInVain further queries that were repeated without an answer: the capture has no answer of any server and may
 *     miss them
 */
public record DnsServer(
        String address,
        long transactions,
        Map<Outcome, Long> outcomes,
        Map<Trait, Long> traits,
        Latency latency,
        Map<Outcome, List<DnsExample>> examples,
        List<Stranger> strangers,
        LostQueries lost,
        long inVain,
        long perhapsInVain) {
    public DnsServer {
        outcomes = Map.copyOf(outcomes);
        traits = Map.copyOf(traits);
        examples = Map.copyOf(examples);
        strangers = List.copyOf(strangers);
    }

    /** The same when packets of both directions were captured. */
    public DnsServer inBothDirections() {
        return new DnsServer(
                address, transactions, outcomes, traits, latency, examples, strangers, lost, inVain + perhapsInVain, 0);
    }

    /** Number of transactions with an outcome. */
    public long count(Outcome outcome) {
        return outcomes.getOrDefault(outcome, 0L);
    }

    /** Number of transactions with a trait. */
    public long count(Trait trait) {
        return traits.getOrDefault(trait, 0L);
    }
}
