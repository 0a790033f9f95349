package io.nettools.analyser.report;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Something that a person should look at. One cause is one finding, however many packets show it.
 *
 * @param code one word of a closed list, e.g. ConnectionRefused
 * @param severity Error: something does not work; Warning: it works, but slowly or not always; Info: worth knowing
 * @param headline what is wrong, in a few words without a full stop; absent in results of older trace pods
 * @param message what is wrong, in a sentence
 * @param evidence the numbers, ends and times that show it
 * @param nextStep what to do about it
 * @param place place on the path between two pods, e.g. {@code node-1: between vethd3a and eth0}; absent when unknown
 * @param about the conversation that shows it, the most affected one of several; absent when it is about no server
 */
public record Finding(
        String code,
        Severity severity,
        String headline,
        String message,
        List<String> evidence,
        String nextStep,
        String place,
        About about) {
    /** A newer trace pod may report a code that is not in {@link Code}: the word is kept as it is. */
    public Finding {
        headline = headline == null ? "" : headline;
        evidence = evidence == null ? List.of() : List.copyOf(evidence);
        place = place == null ? "" : place;
    }

    /**
     * The ends of a conversation.
     *
     * @param protocol tcp, udp, icmp; absent when unknown
     * @param client the end that began, address and port; absent when there are several
     * @param server the other end as the client names it: address and port, or an address
     * @param backend the server's end behind a Service or NAT; absent when it is the same or unknown
     */
    public record About(String protocol, String client, String server, String backend) {
        public About {
            protocol = protocol == null ? "" : protocol;
            client = client == null ? "" : client;
            server = server == null ? "" : server;
            backend = backend == null ? "" : backend;
        }

        /** A server, whoever its clients are. */
        public static About server(String end) {
            return new About("", "", end, "");
        }
    }

    /** A finding without a headline, about no server. */
    public Finding(
            String code, Severity severity, String message, List<String> evidence, String nextStep, String place) {
        this(code, severity, "", message, evidence, nextStep, place, null);
    }

    /** The conversation that shows it. */
    public Optional<About> conversation() {
        return Optional.ofNullable(about);
    }

    /** Whether it is one of these. */
    public boolean isOneOf(Set<Code> codes) {
        for (Code one : codes) {
            if (one.name().equals(code)) {
                return true;
            }
        }
        return false;
    }

    /** How much a finding hurts; the most serious comes first. */
    public enum Severity {
        /** Something does not work. */
        Error,
        /** It works, but slowly or not always. */
        Warning,
        /** Worth knowing; it explains what is seen. */
        Info
    }
}
