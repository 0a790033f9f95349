package io.nettools.analyser.dns;

/** Names of record types, by IANA's registry "Domain Name System (DNS) Parameters". */
final class RecordType {
    /** Stands for a type that was not captured. */
    static final int UNKNOWN = -1;

    static final int A = 1;
    static final int AAAA = 28;
    static final int OPT = 41;

    private RecordType() {}

    /** The name of a type; {@code TYPE260} for one without a name (RFC 3597 §5); empty for {@link #UNKNOWN}. */
    static String text(int type) {
        return switch (type) {
            case UNKNOWN -> "";
            case A -> "A";
            case 2 -> "NS";
            case 5 -> "CNAME";
            case 6 -> "SOA";
            case 10 -> "NULL";
            case 12 -> "PTR";
            case 13 -> "HINFO";
            case 15 -> "MX";
            case 16 -> "TXT";
            case 18 -> "AFSDB";
            case 24 -> "SIG";
            case 25 -> "KEY";
            case AAAA -> "AAAA";
            case 29 -> "LOC";
            case 33 -> "SRV";
            case 35 -> "NAPTR";
            case 39 -> "DNAME";
            case OPT -> "OPT";
            case 43 -> "DS";
            case 44 -> "SSHFP";
            case 46 -> "RRSIG";
            case 47 -> "NSEC";
            case 48 -> "DNSKEY";
            case 50 -> "NSEC3";
            case 51 -> "NSEC3PARAM";
            case 52 -> "TLSA";
            case 59 -> "CDS";
            case 60 -> "CDNSKEY";
            case 64 -> "SVCB";
            case 65 -> "HTTPS";
            case 99 -> "SPF";
            case 249 -> "TKEY";
            case 250 -> "TSIG";
            case 251 -> "IXFR";
            case 252 -> "AXFR";
            case 255 -> "ANY";
            case 256 -> "URI";
            case 257 -> "CAA";
            default -> "TYPE" + type;
        };
    }
}
