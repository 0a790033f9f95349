package io.nettools.analyser.truth;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** DNS transactions as tshark dissects them: a query, its repetitions with the same number, and the first answer. */
final class TsharkDns {
    private static final Map<String, String> TYPES = Map.of(
            "1", "A", "2", "NS", "5", "CNAME", "6", "SOA", "12", "PTR", "15", "MX", "16", "TXT", "28", "AAAA", "33",
            "SRV");
    private static final List<String> RCODES =
            List.of("NOERROR", "FORMERR", "SERVFAIL", "NXDOMAIN", "NOTIMP", "REFUSED");

    private final String ends;
    private final Row query;
    private int queries;
    private Row answer;

    private TsharkDns(String ends, Row query) {
        this.ends = ends;
        this.query = query;
    }

    static List<String> transactions(Collection<TsharkFlow> flows) {
        List<TsharkDns> all = new ArrayList<>();
        flows.forEach(flow -> all.addAll(of(flow)));
        return all.stream().map(TsharkDns::toString).sorted().toList();
    }

    private static Collection<TsharkDns> of(TsharkFlow flow) {
        Map<String, TsharkDns> byNumber = new LinkedHashMap<>();
        for (Row row : flow.rows()) {
            // an ICMP error quotes a query, it does not ask; what is no DNS but on its port has an id and nothing else
            if (!row.has("dns.id")
                    || !row.has("dns.qry.name")
                    || flow.protocol().startsWith("ICMP")) {
                continue;
            }
            String number = row.first("dns.id") + " " + row.first("dns.qry.name") + " " + row.first("dns.qry.type");
            boolean response = !List.of("0", "False").contains(row.first("dns.flags.response"));
            if (response && byNumber.containsKey(number)) {
                byNumber.get(number).answered(row);
            } else if (!response) {
                byNumber.computeIfAbsent(number, key -> new TsharkDns(ends(flow), row)).queries++;
            }
        }
        return byNumber.values();
    }

    private static String ends(TsharkFlow flow) {
        return flow.client() + " > " + flow.server() + " " + flow.protocol();
    }

    private void answered(Row row) {
        answer = answer == null ? row : answer;
    }

    @Override
    public String toString() {
        String type = query.first("dns.qry.type");
        String asked = ends + " " + query.first("dns.qry.name") + " " + TYPES.getOrDefault(type, "TYPE" + type) + " ";
        if (answer == null) {
            return asked + " answers=0 queries=" + queries + " truncated=false µs=-1";
        }
        boolean truncated = !List.of("0", "False").contains(answer.first("dns.flags.truncated"));
        return asked + RCODES.get((int) answer.number("dns.flags.rcode")) + " answers="
                + answer.first("dns.count.answers") + " queries=" + queries + " truncated=" + truncated + " µs="
                + (answer.micros() - query.micros());
    }
}
