package io.nettools.controller.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Quantity;

/**
 * What tcpdump captures.
 *
 * @param networkInterface Interface of the pod as in tcpdump -i, e.g. eth0 or lo; any captures on all.
 * @param filter Filter expression as for tcpdump (pcap-filter(7)), e.g. port 8080 and host 127.0.0.1. Host names are not looked up: write addresses.
 * @param snapLength Bytes of each packet that are captured, tcpdump -s. 512 is enough for headers, a request line, a TLS hello; more needs payload.
 * @param payload Allows a snapLength above 512, if the cluster admin allows payload.
 * @param maxPackets The capture ends after this many packets.
 * @param maxBytes The capture ends when it reaches this size, e.g. 50Mi; it exceeds it by one packet at most.
 * @param excerpt Number of packets that the status lists as lines in tcpdump's format, as far as they fit.
 */
@ValidationRule(
        value = "!has(self.snapLength) || self.snapLength <= 512 || (has(self.payload) && self.payload)",
        message = "snapLength above 512 captures payload: add payload: true, or write at most 512")
public record CaptureSpec(
        @JsonProperty("interface") @Default("any") @Size(min = 1, max = 15) @Pattern("^[A-Za-z0-9_.][A-Za-z0-9@._-]*$")
                String networkInterface,
        @Default("\"\"") @Size(max = 1024) String filter,
        @Default("512") @Min(64) @Max(262144) Integer snapLength,
        @Default("false") Boolean payload,
        @Default("100000") @Min(1) @Max(100000000) Long maxPackets,
        @Default("\"50Mi\"")
                @ValidationRule(
                        value =
                                "type(self) == int ? self >= 4096 && self <= 10737418240 : size(self) <= 32 && isQuantity(self) && quantity(self).compareTo(quantity('4Ki')) >= 0 && quantity(self).compareTo(quantity('10Gi')) <= 0",
                        message = "must be a size from 4Ki to 10Gi, e.g. 50Mi")
                Quantity maxBytes,
        @Default("20") @Min(0) @Max(50) Integer excerpt) {}
