package io.nettools.analyser.finding;

import io.nettools.analyser.greeting.Misunderstanding;
import io.nettools.analyser.opening.Failure;
import io.nettools.analyser.report.PostgresStartup;
import io.nettools.analyser.report.RedisStartup;
import io.nettools.analyser.report.TlsHandshake;
import io.nettools.analyser.startup.Refusals;
import java.util.List;

/**
 * Connections that failed in their first messages, by protocol.
 *
 * @param greetings connections whose ends speak different protocols
 * @param tls handshakes
 * @param postgres start-ups
 * @param redis connections
 * @param startups starts of other protocols
 */
public record FailedOpenings(
        List<Failure<Misunderstanding>> greetings,
        List<Failure<TlsHandshake>> tls,
        List<Failure<PostgresStartup>> postgres,
        List<Failure<RedisStartup>> redis,
        List<Refusals> startups) {
    public FailedOpenings {
        greetings = List.copyOf(greetings);
        tls = List.copyOf(tls);
        postgres = List.copyOf(postgres);
        redis = List.copyOf(redis);
        startups = List.copyOf(startups);
    }
}
