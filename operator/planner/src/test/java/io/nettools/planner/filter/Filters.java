package io.nettools.planner.filter;

import java.util.List;
import java.util.stream.Stream;

/** Filters that users write. */
final class Filters {

    static final List<String> ACCEPTED =
            """
            port 8080 and host 127.0.0.1
            tcp[tcpflags] & (tcp-syn|tcp-fin) != 0
            tcp[tcpflags] & tcp-rst != 0
            tcp[13] = 2
            tcp[13] & 2 == 2
            tcp[0:2] = 80
            ip[8] < 5
            ip[2:2] >= 1400
            ip[6] & 0x40 != 0
            ip6[6] == 0x3a
            ether[0] & 1 = 0
            ether[0:4] << 2 > 1
            (udp[8:4] / 2 ^ 1) % 3 = 0
            ((ip[0] & 0xf) << 2) * 5 + 1 - 4 != 20
            len > 100
            length <= 64
            greater 500
            less 100
            host fe80::1
            host ::1
            host ::
            host fd00:10:244::5 or host 10.244.0.5
            host 2001:db8:1:2:3:4:5:6
            host ::ffff:10.0.0.1
            host ABCD:ef01::2
            net 10.0.0.0/8
            net 192.168
            net 10.0.0.0 mask 255.0.0.0
            net fe80::/10
            src net 10.244.0.0/16 and not dst net 10.96.0.0/12
            ether host 0a:58:0a:80:02:2b
            ether src aa:bb:cc:dd:ee:ff
            ether dst a:b:c:d:e:f
            ether host 0a-58-0a-80-02-2b
            ether host 0a58.0a80.022b
            ether broadcast or ether multicast
            ip broadcast
            portrange 8000-8080
            tcp portrange 20-http
            ether proto \\ip
            ether proto \\ip or \\arp
            ether proto 0x88cc
            ip proto \\tcp or \\udp
            ip proto 47
            ip protochain \\tcp
            ip6 proto 58
            port http
            port http or https
            tcp port domain
            udp port 53
            port 80 or 443
            tcp dst port 6443
            src host 10.0.0.1 && (dst port 80 or 443)
            host 10.0.0.1 || host 10.0.0.2
            !arp
            not arp
            arp or rarp
            vlan 5
            vlan and tcp port 80
            mpls
            pppoes
            geneve
            icmp
            icmp6
            icmp[icmptype] = icmp-echo
            icmp[icmptype] != icmp-echo and icmp[icmptype] != icmp-echoreply
            icmp6[icmp6type] = icmp6-destinationunreach
            icmp6 and ip6[40] == icmp6-neighborsolicit
            sctp
            igmp
            esp or ah
            llc
            isis
            es-is
            stp
            tcp port 80 and (((ip[2:2] - ((ip[0]&0xf)<<2)) - ((tcp[12]&0xf0)>>2)) != 0)
            """
                    .lines()
                    .toList();

    /** The filters of the list above, and those with blanks or line breaks that a line of it cannot show. */
    static Stream<String> accepted() {
        return Stream.concat(ACCEPTED.stream(), Stream.of("", " ", "tcp\nand port 80", "\ttcp", "tcp\n"));
    }

    private Filters() {}
}
