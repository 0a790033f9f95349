package io.nettools.planner.filter;

import java.util.Set;

/** The words of pcap-filter(7) that have a meaning without any look-up. */
final class Vocabulary {

    /** The words in scanner.l of libpcap 1.10, except {@code gateway}, which is always followed by a host's name. */
    private static final Set<String> WORDS = words(
            """
            src dst host net mask port portrange proto protochain
            less greater len length byte broadcast multicast inbound outbound ifindex and or not
            type subtype dir direction ra ta addr1 addr2 addr3 addr4 address1 address2 address3 address4

            ether fddi tr wlan link ppp slip radio llc
            ip ip6 arp rarp tcp udp sctp icmp icmp6 igmp igrp pim vrrp carp ah esp
            atalk aarp decnet lat moprc mopdl sca ipx netbeui stp
            iso clnp esis es-is isis is-is l1 l2 iih lsp snp csnp psnp

            vlan mpls pppoed pppoes geneve

            icmptype icmpcode icmp6type icmp6code tcpflags
            tcp-fin tcp-syn tcp-rst tcp-push tcp-ack tcp-urg tcp-ece tcp-cwr

            icmp-echoreply icmp-unreach icmp-sourcequench icmp-redirect icmp-echo icmp-routeradvert
            icmp-routersolicit icmp-timxceed icmp-paramprob icmp-tstamp icmp-tstampreply icmp-ireq
            icmp-ireqreply icmp-maskreq icmp-maskreply

            icmp6-destinationunreach icmp6-packettoobig icmp6-timeexceeded icmp6-parameterproblem
            icmp6-echo icmp6-echoreply icmp6-multicastlistenerquery icmp6-multicastlistenerreportv1
            icmp6-multicastlistenerdone icmp6-routersolicit icmp6-routeradvert icmp6-neighborsolicit
            icmp6-neighboradvert icmp6-redirect icmp6-routerrenum icmp6-nodeinformationquery
            icmp6-nodeinformationresponse icmp6-ineighbordiscoverysolicit icmp6-ineighbordiscoveryadvert
            icmp6-multicastlistenerreportv2 icmp6-homeagentdiscoveryrequest icmp6-homeagentdiscoveryreply
            icmp6-mobileprefixsolicit icmp6-mobileprefixadvert icmp6-certpathsolicit icmp6-certpathadvert
            icmp6-multicastrouteradvert icmp6-multicastroutersolicit icmp6-multicastrouterterm
            """);

    /** Words before a service's name, which is looked up in the image's own list, never on the network. */
    private static final Set<String> BEFORE_SERVICES = words("port portrange");

    /** Words before a protocol's name, which is looked up in a list of the image, too. */
    private static final Set<String> BEFORE_PROTOCOLS = words("proto protochain");

    /** Words after which the kind of names stays: in {@code port http or https} the second name is a service's, too. */
    private static final Set<String> BETWEEN_NAMES = words("and or not");

    /** The kind of a name. */
    enum Names {
        Hosts,
        Services,
        Protocols
    }

    private Vocabulary() {}

    static boolean knows(String word) {
        return WORDS.contains(word);
    }

    static Set<String> all() {
        return WORDS;
    }

    /** The kind of a name after this word. */
    static Names after(String word, Names before) {
        if (BETWEEN_NAMES.contains(word)) {
            return before;
        }
        if (BEFORE_SERVICES.contains(word)) {
            return Names.Services;
        }
        return BEFORE_PROTOCOLS.contains(word) ? Names.Protocols : Names.Hosts;
    }

    private static Set<String> words(String text) {
        return Set.of(text.strip().split("\\s+"));
    }
}
