package io.nettools.controller.election;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpecBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.nettools.controller.election.Candidate.Seen;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The Lease at the API server. A write replaces the version that was read, or creates the lease; it fails with 409
 * otherwise.
 */
public final class LeaseStore {
    public static final String NAME = "networktrace-operator";

    private final KubernetesClient client;
    private final String namespace;
    private final InstantSource clock;

    /**
     * @param client a client with connections of its own and without retries, whose time-out is well below the renew
     *     deadline
     * @param namespace the operator's namespace
     */
    public LeaseStore(KubernetesClient client, String namespace, InstantSource clock) {
        this.client = client;
        this.namespace = namespace;
        this.clock = clock;
    }

    Optional<Lease> read() {
        return Optional.ofNullable(
                client.leases().inNamespace(namespace).withName(NAME).get());
    }

    /** Takes or renews the lease. */
    Lease take(Optional<Lease> over, String holder, Duration lasts) {
        Lease next = over.map(LeaseBuilder::new)
                .orElseGet(LeaseBuilder::new)
                .editOrNewMetadata()
                .withNamespace(namespace)
                .withName(NAME)
                .endMetadata()
                .withSpec(spec(over.map(Lease::getSpec).orElseGet(LeaseSpec::new), holder, lasts))
                .build();
        return over.isPresent()
                ? client.resource(next).update()
                : client.resource(next).create();
    }

    private LeaseSpec spec(LeaseSpec before, String holder, Duration lasts) {
        ZonedDateTime now = clock.instant().truncatedTo(ChronoUnit.MICROS).atZone(ZoneOffset.UTC);
        boolean renewal = holder.equals(before.getHolderIdentity());
        int transitions = Optional.ofNullable(before.getLeaseTransitions()).orElse(0);
        return new LeaseSpecBuilder(before)
                .withHolderIdentity(holder)
                .withLeaseDurationSeconds(Math.toIntExact(lasts.toSeconds()))
                .withAcquireTime(Optional.ofNullable(before.getAcquireTime())
                        .filter(acquired -> renewal)
                        .orElse(now))
                .withRenewTime(now)
                .withLeaseTransitions(renewal ? transitions : transitions + 1)
                .build();
    }

    /** Frees the lease. */
    void release(Lease held) {
        Lease free = new LeaseBuilder(held)
                .editSpec()
                .withHolderIdentity(null)
                .endSpec()
                .build();
        client.resource(free).update();
    }

    /** The lease as a candidate sees it; any of its fields may be missing. */
    static Seen seen(Lease lease) {
        Optional<LeaseSpec> spec = Optional.ofNullable(lease.getSpec());
        return new Seen(
                lease.getMetadata().getResourceVersion(),
                spec.map(LeaseSpec::getHolderIdentity).orElse(""),
                Duration.ofSeconds(spec.map(LeaseSpec::getLeaseDurationSeconds).orElse(0)));
    }
}
