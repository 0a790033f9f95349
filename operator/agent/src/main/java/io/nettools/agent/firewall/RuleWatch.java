package io.nettools.agent.firewall;

import io.nettools.agent.target.NetworkNamespace;
import io.nettools.agent.target.Tool;
import io.nettools.analyser.report.DropRule;
import io.nettools.analyser.report.DropRules.Rules;
import io.nettools.analyser.shape.Listed;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The packet filters of one network namespace, read when a trace begins and when it ends. Takes CAP_NET_ADMIN; without it nothing is known. */
final class RuleWatch {
    /** Most rules in a report. */
    private static final int MOST = 8;

    /** Most chains in a report whose rules have no counter. */
    private static final int MOST_UNCOUNTED = 4;

    /** A trace begins even where a node has many rules. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final NetworkNamespace namespace;
    private final CompletableFuture<Optional<RuleCounters>> before;

    /** Begins to read; the namespace must stay open until then. */
    RuleWatch(NetworkNamespace namespace) {
        this.namespace = namespace;
        this.before = read();
    }

    private CompletableFuture<Optional<RuleCounters>> read() {
        return CompletableFuture.supplyAsync(() -> RuleCounters.of(namespace), Tool.READERS);
    }

    /** Reads again. */
    CompletableFuture<Optional<Rules>> end() {
        return before.thenCombine(read(), (then, now) -> then.flatMap(known -> now.map(last -> grown(known, last))));
    }

    /** Waits for the first reading, but not for long. */
    void awaitBegin() {
        before.copy()
                .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(late -> Optional.empty())
                .join();
    }

    /** Waits until the namespace is not used any more. */
    void awaitEnd() {
        before.join();
    }

    private static Rules grown(RuleCounters then, RuleCounters now) {
        return new Rules(listed(now.since(then), MOST), listed(now.uncounted(), MOST_UNCOUNTED));
    }

    private static Listed<DropRule> listed(List<DropRule> rules, int most) {
        return new Listed<>(rules.size(), rules.stream().limit(most).toList());
    }
}
