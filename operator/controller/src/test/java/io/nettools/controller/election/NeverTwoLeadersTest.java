package io.nettools.controller.election;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.controller.election.Candidate.Seen;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Three replicas have clocks that began at different times. The server is slow and loses answers, and replicas freeze
 * for up to a minute. In any order of events at most one of them may write at a time.
 */
class NeverTwoLeadersTest {
    private static final Terms TERMS = Terms.STANDARD;

    @Property(tries = 300)
    void atMostOneReplicaMayWrite(@ForAll long seed) {
        new World(new Random(seed)).run();
    }

    private static final class World {
        private final Random random;
        private final List<Candidacy> candidacies;
        private Optional<Seen> lease = Optional.empty();
        private int versions;
        private int reigns;
        private long now;

        World(Random random) {
            this.random = random;
            this.candidacies = List.of(new Candidacy("one"), new Candidacy("two"), new Candidacy("three"));
        }

        void run() {
            for (int event = 0; event < 1000; event++) {
                Candidacy next = candidacies.stream()
                        .min(Comparator.comparingLong(candidacy -> candidacy.at))
                        .orElseThrow();
                now = next.at;
                next.step.run();
                List<String> writers = candidacies.stream()
                        .filter(Candidacy::mayWrite)
                        .map(candidacy -> candidacy.me)
                        .toList();
                assertTrue(writers.size() < 2, () -> writers + " at " + Duration.ofNanos(now));
            }
            assertTrue(reigns > 3, () -> reigns + " reigns: nothing was tried");
        }

        private final class Candidacy {
            private final long clock = random.nextLong();
            private String me;
            private Candidate candidate;
            private Tenure tenure;
            private boolean leads;
            private Optional<Seen> found = Optional.empty();
            private long sentAt;
            private Runnable step;
            private long at;

            Candidacy(String me) {
                begin(me);
            }

            private void begin(String name) {
                me = name;
                candidate = Candidate.of(me, TERMS);
                tenure = Tenure.none(TERMS.renewDeadline());
                leads = false;
                after(Duration.ofSeconds(1), this::look);
            }

            boolean mayWrite() {
                return tenure.mayWrite(now + clock);
            }

            /** Runs something up to three seconds late, and one time of thirty up to a minute late. */
            private void after(Duration least, Runnable what) {
                int late = random.nextInt(random.nextInt(30) == 0 ? 60_000 : random.nextInt(4) == 0 ? 3_000 : 30);
                step = what;
                at = now + least.plusMillis(late).toNanos();
            }

            private void look() {
                found = lease;
                after(Duration.ZERO, this::looked);
            }

            private void looked() {
                candidate = candidate.sees(found, now + clock);
                Duration wait = candidate.waits(now + clock);
                if (leads && (!candidate.holds() || !mayWrite())) {
                    begin(random.nextBoolean() ? me : me + "'"); // its container again, or another pod
                } else if (wait.isPositive()) {
                    after(wait.compareTo(TERMS.look()) < 0 ? wait : TERMS.look(), this::look);
                } else {
                    send();
                }
            }

            private void send() {
                sentAt = now + clock;
                after(Duration.ZERO, this::take);
            }

            /** At the server. */
            private void take() {
                if (lease.equals(found)) {
                    lease = Optional.of(new Seen(Integer.toString(++versions), me, TERMS.lease()));
                    found = lease;
                    boolean answered = random.nextInt(10) > 0;
                    after(answered ? Duration.ZERO : Duration.ofSeconds(3), answered ? this::taken : this::look);
                } else {
                    after(TERMS.look(), this::look);
                }
            }

            private void taken() {
                reigns += leads ? 0 : 1;
                leads = true;
                candidate = candidate.sees(found, now + clock);
                tenure = tenure.renewed(sentAt);
                if (!mayWrite()) {
                    begin(me);
                } else if (random.nextInt(20) == 0) {
                    tenure = Tenure.none(TERMS.renewDeadline());
                    after(Duration.ZERO, this::release);
                } else {
                    after(TERMS.retry(), this::send);
                }
            }

            /** At the server. */
            private void release() {
                if (lease.equals(found)) {
                    lease = Optional.of(new Seen(Integer.toString(++versions), "", TERMS.lease()));
                }
                begin(me + "'");
            }
        }
    }
}
