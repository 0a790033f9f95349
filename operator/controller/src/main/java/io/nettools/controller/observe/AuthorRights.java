package io.nettools.controller.observe;

import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.nettools.planner.cluster.Right;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The rights of the author of a trace, each asked about once. Only his name is recorded, not his groups: a right that he has
 * through a group of people is not seen, and the name in question stays hidden.
 */
final class AuthorRights implements Predicate<Right> {
    private static final String POLICIES = "networkpolicies";
    private static final String SERVICE_ACCOUNT = "system:serviceaccount:";

    private final KubernetesClient client;
    private final Reads reads;
    private final Optional<String> author;
    private final Map<Right, Boolean> known = new HashMap<>();

    /**
     * The rights of one author.
     *
     * @param author empty when it is not recorded: such an author has no right
     */
    AuthorRights(KubernetesClient client, Reads reads, Optional<String> author) {
        this.client = client;
        this.reads = reads;
        this.author = author;
    }

    @Override
    public boolean test(Right right) {
        return known.computeIfAbsent(right, asked -> author.flatMap(name -> reads.read(
                        "subjectaccessreviews",
                        () -> client.authorization().v1().subjectAccessReview().create(review(name, asked))))
                .filter(AuthorRights::allows)
                .isPresent());
    }

    private static SubjectAccessReview review(String author, Right right) {
        return new SubjectAccessReviewBuilder()
                .withNewSpec()
                .withUser(author)
                .withGroups(groups(author))
                .withNewResourceAttributes()
                .withVerb("get")
                .withGroup(POLICIES.equals(right.resource()) ? "networking.k8s.io" : null)
                .withResource(right.resource())
                .withNamespace(right.namespace().isEmpty() ? null : right.namespace())
                .endResourceAttributes()
                .endSpec()
                .build();
    }

    /** Groups that follow from a name: of everybody who is authenticated, and of service accounts. */
    private static List<String> groups(String author) {
        if (author.equals("system:anonymous")) {
            return List.of("system:unauthenticated");
        }
        return Stream.concat(Stream.of("system:authenticated"), serviceAccount(author).stream())
                .toList();
    }

    private static List<String> serviceAccount(String author) {
        if (!author.startsWith(SERVICE_ACCOUNT)) {
            return List.of();
        }
        String namespace = author.substring(SERVICE_ACCOUNT.length()).replaceFirst(":.*", "");
        return List.of("system:serviceaccounts", "system:serviceaccounts:" + namespace);
    }

    /** Whether the review allows it. An answer without a status does not. */
    private static boolean allows(SubjectAccessReview answer) {
        return Optional.ofNullable(answer.getStatus())
                .filter(status -> Boolean.TRUE.equals(status.getAllowed()) && !Boolean.TRUE.equals(status.getDenied()))
                .isPresent();
    }
}
