package io.nettools.analyser.report;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

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
 * @param protocol tcp, udp or icmp, of the conversation that shows it; absent when unknown
 * @param client the end that began that conversation, address and port; absent when there are several
 * @param server the other end as the client names it: address and port, or an address; absent when it is about no server
 * @param backend the server's end behind a Service or NAT; absent when it is the same or unknown
 */
public record Finding(
        String code,
        Severity severity,
        String headline,
        String message,
        List<String> evidence,
        String nextStep,
        String place,
        String protocol,
        String client,
        String server,
        String backend) {
    /** A newer trace pod may report a code that is not in {@link Code}: the word is kept as it is. */
    public Finding {
        headline = headline == null ? "" : headline;
        evidence = evidence == null ? List.of() : List.copyOf(evidence);
        place = place == null ? "" : place;
        protocol = protocol == null ? "" : protocol;
        client = client == null ? "" : client;
        server = server == null ? "" : server;
        backend = backend == null ? "" : backend;
    }

    /** The ends of a conversation, each as in the finding. */
    public record About(String protocol, String client, String server, String backend) {
        /** No conversation. */
        public static final About NOTHING = new About("", "", "", "");

        /** A server, whoever its clients are. */
        public static About server(String end) {
            return new About("", "", end, "");
        }
    }

    /** A finding about a conversation. */
    public Finding(
            String code,
            Severity severity,
            String headline,
            String message,
            List<String> evidence,
            String nextStep,
            String place,
            About about) {
        this(
                code,
                severity,
                headline,
                message,
                evidence,
                nextStep,
                place,
                about.protocol(),
                about.client(),
                about.server(),
                about.backend());
    }

    /** A finding without a headline, about no conversation. */
    public Finding(
            String code, Severity severity, String message, List<String> evidence, String nextStep, String place) {
        this(code, severity, "", message, evidence, nextStep, place, About.NOTHING);
    }

    /** A finding of one capture, which has no place on a path. */
    public Finding(String code, Severity severity, String message, List<String> evidence, String nextStep) {
        this(code, severity, message, evidence, nextStep, "");
    }

    /** The conversation that shows it; {@link About#NOTHING} when it is about no server. */
    public About about() {
        return new About(protocol, client, server, backend);
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

    /** The same with a further piece of evidence. */
    public Finding shownBy(String fact) {
        return shownBy(List.of(fact));
    }

    /** The same with further pieces of evidence. */
    public Finding shownBy(List<String> facts) {
        List<String> more = Stream.concat(evidence.stream(), facts.stream()).toList();
        return new Finding(code, severity, headline, message, more, nextStep, place, about());
    }

    /** The same with its cause, for which its message and evidence speak. */
    public Finding causedBy(String cause, String words, String sentence, String step) {
        List<String> shown =
                Stream.concat(Stream.of(message), evidence.stream()).toList();
        return new Finding(cause, severity, words, sentence, shown, step, place, about());
    }

    /** The same in other words. */
    public Finding saying(String words, String sentence, String step) {
        return new Finding(code, severity, words, sentence, evidence, step, place, about());
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
