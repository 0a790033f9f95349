package io.nettools.agent.target;

import io.nettools.agent.handover.PlainName;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The interface of a namespace's default route, as {@code ip -j route} prints it: IPv4 first, since most pods use it. */
public final class DefaultRoute {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private DefaultRoute() {}

    /** The interface's name; empty without a default route, or when the routes cannot be read. */
    public static Optional<String> device(NetworkNamespace namespace) {
        return device(namespace, "-4").or(() -> device(namespace, "-6"));
    }

    private static Optional<String> device(NetworkNamespace namespace, String family) {
        try {
            return parse(Tool.run(namespace, LIMIT, List.of("ip", "-j", family, "route", "show", "default"))
                    .output());
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    static Optional<String> parse(String json) {
        return IpOutput.parse(json).objects().stream()
                .filter(route -> route.hasNonNull("dev"))
                .map(route -> PlainName.of(route.path("dev").asText()))
                .findFirst();
    }
}
