package io.nettools.analyser.finding;

import io.nettools.analyser.report.Code;
import java.util.Optional;

/** The rules about connections whose ends speak different protocols. */
final class GreetingRules {
    private GreetingRules() {}

    static Optional<Diagnosis> plainTextOnTlsPort(Misunderstandings all) {
        if (!all.wantsTls()) {
            return Optional.empty();
        }
        return Optional.of(diagnosis(
                        Code.PlainTextOnTlsPort, all, all.server() + " expects TLS but gets plain " + all.asked())
                .meaning("A client speaks " + all.asked() + " without TLS to " + all.server()
                        + ", which expects TLS and refuses.")
                .next("Switch TLS on in the client, or use the server's plain port; in an ingress, proxy or mesh set"
                        + " the backend's protocol to HTTPS or gRPC with TLS."));
    }

    static Optional<Diagnosis> wrongProtocol(Misunderstandings all) {
        if (all.wantsTls()) {
            return Optional.empty();
        }
        return Optional.of(diagnosis(
                        Code.WrongProtocol,
                        all,
                        all.server() + " speaks " + all.answered() + ", the client " + all.asked())
                .meaning("The client speaks " + all.asked() + " to " + all.server() + ", where a server for "
                        + all.answered() + " listens: the port or the protocol is the wrong one.")
                .next("Compare the port in the client's address with the server's: containerPort, targetPort and the"
                        + " Service's port. Where the port is right, set the protocol (HTTP/1.1, HTTP/2, gRPC) in the"
                        + " client, ingress or appProtocol."));
    }

    private static Diagnosis diagnosis(Code code, Misunderstandings all, String headline) {
        long count = all.failure().count();
        return Diagnosis.of(
                        code,
                        all.server(),
                        count,
                        headline + " (" + Wording.of(count, Math.max(count, all.connections())) + ")")
                .outOf(all.connections())
                .shownBy(Wording.count(count, "connection") + " on which the client's first bytes are " + all.asked()
                        + ", the server's " + all.answered())
                .shownBy(Wording.first(
                        all.failure().first().client(), all.failure().firstMicros()));
    }
}
