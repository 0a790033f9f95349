package io.nettools.planner.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.planner.policy.PolicyRule.Action;
import io.nettools.planner.policy.PolicySet.Read;
import io.nettools.planner.policy.PolicyVerdict.Outcome;
import io.nettools.planner.policy.Selector.Requirement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The sentence of a verdict: tenants write the names and labels in it. */
class PolicyWordsTest {
    private static final String LONG = "x".repeat(100_000);

    @Test
    void aLongSentenceIsCut() {
        List<Requirement> many = IntStream.range(0, 50)
                .mapToObj(i -> new Requirement(LONG, "In", List.of(LONG, LONG + 1, LONG + 2)))
                .toList();
        String why = denied(LONG, many).why();
        assertTrue(why.length() <= PolicyVerdict.LONGEST, why);
        assertTrue(why.contains("..."), why);
    }

    @Test
    void controlCharactersAreNotShown() {
        String why = denied("evil\u001b[31m\n", List.of(new Requirement("tier", "In", List.of("a\tb\u202e"))))
                .why();
        assertTrue(why.chars().allMatch(c -> c >= ' ' && c <= '~'), why);
        assertTrue(why.contains("NetworkPolicy evil?[31m?"), why);
    }

    @Test
    void aSecretInALabelIsHidden() {
        String token = "ghp_" + "a1B2".repeat(9);
        String why = denied("plain", List.of(new Requirement("tier", "In", List.of(token))))
                .why();
        assertFalse(why.contains(token), why);
        assertTrue(why.contains("requires tier=..."), why);
    }

    @Test
    void theIdentityIsThatOfThePolicyWhateverTheSentenceShows() {
        PolicyVerdict verdict = denied(LONG, List.of(new Requirement("tier", "Exists", List.of())));
        assertEquals(
                new PolicyName("NetworkPolicy", "shop", LONG), verdict.policy().orElseThrow());
    }

    /** The verdict on a pod without labels. */
    private static PolicyVerdict denied(String policy, List<Requirement> requirements) {
        Town.Resident client = Town.of("bare");
        Town.Resident server = Town.of("server");
        Peer peer = new Peer.Pods(Optional.of(Selector.ALL), new Selector(requirements));
        PolicyRule rule = new PolicyRule("", Action.Allow, List.of(peer), List.of(), "");
        NamespacedPolicy only = new NamespacedPolicy(
                "shop", policy, Selector.ALL, Set.of(PolicyType.Ingress), List.of(rule), List.of(), "");
        PolicyVerdict verdict = PolicyCheck.of(
                new FirstPacket(
                        client.party(), client.address(), server.party(), server.address(), Transport.TCP, 8080),
                PolicyType.Ingress,
                new PolicySet(
                        Map.of("shop", Read.all(List.of(only))),
                        Map.of(
                                AdminPolicy.Kind.AdminNetworkPolicy, Read.all(List.of()),
                                AdminPolicy.Kind.BaselineAdminNetworkPolicy, Read.all(List.of()),
                                AdminPolicy.Kind.ClusterNetworkPolicy, Read.all(List.of()))));
        assertEquals(Outcome.Denied, verdict.outcome(), verdict::toString);
        return verdict;
    }
}
