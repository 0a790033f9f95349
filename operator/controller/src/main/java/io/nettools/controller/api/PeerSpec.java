package io.nettools.controller.api;

import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/**
 * The other end of the way: exactly one of pod, service and address. It takes views of Pod and Node with it, at both ends.
 *
 * @param pod Name of a pod of the trace's own namespace. A second trace pod watches it from its node.
 * @param service Name of a Service of the trace's own namespace. Up to four of the pods behind it, as its EndpointSlices name them, are watched in the same way.
 * @param address An IPv4 or IPv6 address, of anybody. Without a capture.filter only packets of that address are captured; nobody watches there.
 */
@ValidationRule(
        value = "[has(self.pod), has(self.service), has(self.address)].exists_one(given, given)",
        message = "needs exactly one kind of peer: write pod: NAME, service: NAME or address: ADDRESS")
public record PeerSpec(
        @Size(min = 1, max = 253) @Pattern("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$") String pod,
        @Size(min = 1, max = 63) @Pattern("^[a-z]([-a-z0-9]*[a-z0-9])?$") String service,
        @Size(min = 2, max = 45)
                @ValidationRule(
                        value = "self.matches('^[0-9A-Fa-f:.]+$')",
                        message = "must be an address: write one such as 10.244.2.7 or fd00::7")
                String address) {}
