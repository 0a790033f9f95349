package io.nettools.controller.election;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.controller.election.Candidate.Seen;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CandidateTest {
    private static final Duration TWELVE = Duration.ofSeconds(12);
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final Candidate candidate = Candidate.of("me", Terms.STANDARD);

    @Test
    void withoutALeaseItLeadsAtOnce() {
        Candidate looked = candidate.sees(Optional.empty(), 0);
        assertEquals(Duration.ZERO, looked.waits(0));
        assertFalse(looked.holds());
    }

    @Test
    void aFreeLeaseIsTakenAtOnce() {
        assertEquals(Duration.ZERO, sees("1", "", 0).waits(0));
    }

    /** A container was restarted in its pod: the former one is dead. */
    @Test
    void itsOwnLeaseIsTakenAtOnce() {
        assertEquals(Duration.ZERO, sees("1", "me", 0).waits(0));
        assertTrue(sees("1", "me", 0).holds());
    }

    @Test
    void anUnchangedLeaseOfAnotherIsTakenAfterItsDuration() {
        Candidate looked = sees("1", "other", 0);
        assertEquals(TWELVE, looked.waits(0));
        assertEquals(
                Duration.ofSeconds(2),
                looked.sees(held("1", "other"), 10 * SECOND).waits(10 * SECOND));
        assertEquals(Duration.ZERO, looked.waits(12 * SECOND));
    }

    @Test
    void eachRenewalRestartsTheWait() {
        Candidate looked = sees("1", "other", 0).sees(held("2", "other"), 11 * SECOND);
        assertEquals(TWELVE, looked.waits(11 * SECOND));
    }

    /** Deleting a lease does not end its holder. */
    @Test
    void aDeletedLeaseCountsAsHeldForItsDuration() {
        Candidate looked = sees("1", "other", 0).sees(Optional.empty(), 5 * SECOND);
        assertEquals(TWELVE, looked.waits(5 * SECOND));
        assertEquals(
                Duration.ofSeconds(1),
                looked.sees(Optional.empty(), 16 * SECOND).waits(16 * SECOND));
    }

    @Test
    void itsOwnDeletedLeaseIsCreatedAgainAtOnce() {
        Candidate looked = sees("1", "me", 0).sees(Optional.empty(), SECOND);
        assertEquals(Duration.ZERO, looked.waits(SECOND));
        assertTrue(looked.holds());
    }

    /** The lease may come from another version of the operator, or be edited by hand. */
    @Test
    void theDurationOfALeaseIsLimited() {
        assertEquals(Duration.ofSeconds(15), lasting(15).waits(0));
        assertEquals(TWELVE, lasting(0).waits(0));
        assertEquals(TWELVE, lasting(-7).waits(0));
        assertEquals(Duration.ofMinutes(1), lasting(Integer.MAX_VALUE).waits(0));
    }

    private Candidate lasting(long seconds) {
        return candidate.sees(Optional.of(new Seen("1", "other", Duration.ofSeconds(seconds))), 0);
    }

    private Candidate sees(String version, String holder, long at) {
        return candidate.sees(held(version, holder), at);
    }

    private static Optional<Seen> held(String version, String holder) {
        return Optional.of(new Seen(version, holder, TWELVE));
    }
}
