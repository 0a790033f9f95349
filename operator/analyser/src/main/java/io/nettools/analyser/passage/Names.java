package io.nettools.analyser.passage;

import io.nettools.analyser.passage.Item.Kind;
import io.nettools.analyser.sketch.Members;
import io.nettools.analyser.sketch.Members.Member;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Names packets that one point saw and the next did not, as tcpdump would write them. */
final class Names {
    private Names() {}

    /**
     * Names of the certain ones. Ranges of TCP only if the difference is complete, since a range needs both its ends.
     */
    static List<String> of(Members difference, Certain certain) {
        List<Member> sure = difference.told().stream()
                .filter(member -> certain.item(member.item()))
                .toList();
        Set<Kind> odd = appeared(sure);
        List<Member> inOrder =
                sure.stream().sorted(Comparator.comparingLong(Member::item)).toList();
        List<String> names = new ArrayList<>();
        if (difference.complete()) {
            names.addAll(ranges(difference.told(), certain));
        }
        int ranges = names.size();
        for (Member member : inOrder) {
            Kind kind = Item.kind(member.item());
            if (!odd.contains(kind)) {
                // a handshake or an end is more than one range among many
                int at = kind.compareTo(Kind.Reset) <= 0 ? names.size() - ranges : names.size();
                name(kind, member).ifPresent(name -> names.add(at, name));
            }
        }
        return names;
    }

    /**
     * Kinds with packets that only the later point saw: merged or split on the path, or not captured at the earlier
     * point.
     */
    private static Set<Kind> appeared(List<Member> members) {
        Set<Kind> odd = EnumSet.noneOf(Kind.class);
        members.stream().filter(member -> member.times() < 0).forEach(member -> odd.add(Item.kind(member.item())));
        return odd;
    }

    private static Optional<String> name(Kind kind, Member member) {
        long number = Item.number(member.item()) & 0xffff_ffffL;
        long high = number >>> 16;
        long low = number & 0xffff;
        return switch (kind) {
            case Syn -> told("SYN, seq " + number, member);
            case Fin -> told("FIN, seq " + number, member);
            case Reset -> told("RST, seq " + number, member);
            case Ack -> told("ack " + number, member);
            case Udp -> told("UDP id " + high, member);
            case EchoRequest -> told("ICMP echo request, id " + high + ", seq " + low, member);
            case EchoReply -> told("ICMP echo reply, id " + high + ", seq " + low, member);
            case Icmp -> told("ICMP type " + (high >>> 8) + ", code " + (high & 0xff), member);
            case Other -> told("id " + high, member);
            case Sequence, Content -> Optional.empty();
        };
    }

    private static Optional<String> told(String name, Member member) {
        return Optional.of(name + times(member.times()));
    }

    private static String times(int times) {
        return times == 1 ? "" : ", " + times + " times";
    }

    /** Ranges of missing bytes: those where more ranges have begun than ended. */
    private static List<String> ranges(List<Member> members, Certain certain) {
        List<Member> edges = members.stream()
                .filter(member -> Item.kind(member.item()) == Kind.Sequence)
                .toList();
        if (edges.isEmpty()) {
            return List.of();
        }
        int origin = Item.number(edges.getFirst().item());
        List<Member> inOrder = edges.stream()
                .sorted(Comparator.comparingInt(edge -> Item.number(edge.item()) - origin))
                .toList();
        List<String> ranges = new ArrayList<>();
        int open = 0;
        int begin = origin;
        for (Member edge : inOrder) {
            int end = Item.number(edge.item());
            if (open > 0 && certain.range(begin, end)) {
                ranges.add(range(begin, end) + times(open));
            }
            open += edge.times();
            begin = end;
        }
        return ranges;
    }

    private static String range(int begin, int end) {
        return "seq " + Integer.toUnsignedString(begin) + ":" + Integer.toUnsignedString(end) + " ("
                + Integer.toUnsignedString(end - begin) + " bytes)";
    }
}
