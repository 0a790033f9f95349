package io.nettools.analyser.dns;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Recognises the queries that a resolver makes for one name with each suffix of its search list (resolv.conf(5)). With
 * Kubernetes' ndots:5, {@code web.example.com} is asked for as
 *
 * <pre>
 * web.example.com.default.svc.cluster.local   NXDOMAIN
 * web.example.com.svc.cluster.local           NXDOMAIN    the suffix is the end of the one before: a search list
 * web.example.com.cluster.local               NXDOMAIN
 * web.example.com.corp.example                NXDOMAIN    any suffix, once it is known what was meant
 * web.example.com                             NOERROR
 * </pre>
 */
final class SearchLists {
    /** Lookups that are tracked at a time. */
    static final int CAPACITY = 512;

    private static final int MOST_NAMES = 64;
    /** Steps that are kept until one reveals the name that is meant; from then on only the last step is kept. */
    private static final int MOST_STEPS = 8;
    /** Longest time until the next step, µs: a resolver may wait for the other of A and AAAA before. */
    private static final long LONGEST_PAUSE = 10_000_000;
    /** Longest time until the next step when the answer to the last one was not captured, µs. */
    private static final long AT_ONCE = 200_000;

    private final Map<Key, Search> searches = new LinkedHashMap<>();
    private final Map<String, Meant> names = new LinkedHashMap<>();
    private final Meant others = new Meant();

    /** The key of a search: all its names begin with the same label. */
    private record Key(Endpoint client, String label, int type) {}

    /** One lookup, with the name that is meant once two steps have revealed it. */
    private static final class Search {
        private final List<Transaction> steps = new ArrayList<>(4);
        private String meant = "";
        /** The query for the name itself, if that was tried first. */
        private Transaction itself;
    }

    private static final class Meant {
        private long searches;
        private long nxDomains;
        private String foundAs = "";
    }

    /** Takes the next new transaction. Earlier transactions know their answers. */
    void asked(Transaction transaction) {
        String name = transaction.question().name();
        Key key = key(transaction);
        Search search = searches.remove(key);
        if (search == null || !goesOn(search, transaction, name)) {
            search = new Search();
        }
        if (!search.meant.isEmpty()) {
            search.steps.clear();
        }
        search.steps.add(transaction);
        searches.put(key, search);
        if (searches.size() > CAPACITY) {
            searches.remove(searches.keySet().iterator().next());
        }
    }

    private static Key key(Transaction transaction) {
        String name = transaction.question().name();
        int dot = name.indexOf('.');
        String label = dot < 0 ? name : name.substring(0, dot);
        return new Key(
                transaction.key().client().host(), label, transaction.question().type());
    }

    private boolean goesOn(Search search, Transaction transaction, String name) {
        Transaction last = search.steps.getLast();
        boolean missing = !last.answered() && transaction.firstMicros() - last.lastMicros() <= AT_ONCE;
        boolean next = (last.emptyHanded() || missing)
                && transaction.firstMicros() - last.lastMicros() <= LONGEST_PAUSE
                && search.steps.size() < MOST_STEPS;
        if (!next || last.question().name().equalsIgnoreCase(name)) {
            return false;
        }
        if (!search.meant.isEmpty()) {
            return beginsWith(name, search.meant) && count(search.meant, last);
        }
        String meant = Suffixes.meant(last.question().name(), name);
        if (!meant.isEmpty()) {
            confirm(search, meant);
        }
        return true;
    }

    private void confirm(Search search, String meant) {
        search.meant = meant;
        named(meant).searches++;
        search.itself = search.steps.stream()
                .filter(step -> step.question().name().equalsIgnoreCase(meant))
                .findFirst()
                .orElse(null);
        search.steps.stream()
                .filter(step -> beginsWith(step.question().name(), meant))
                .forEach(step -> count(meant, step));
    }

    private boolean count(String meant, Transaction step) {
        // the name itself, tried first, is not a step of the search list
        if (step.noSuchName() && !step.question().name().equalsIgnoreCase(meant)) {
            step.searchedOn();
            named(meant).nxDomains++;
        }
        return true;
    }

    private static boolean beginsWith(String name, String meant) {
        boolean same = name.regionMatches(true, 0, meant, 0, meant.length());
        return same && (name.length() == meant.length() || name.charAt(meant.length()) == '.');
    }

    /** Takes a transaction whose answer has come. */
    void answered(Transaction transaction) {
        if (!transaction.nameExists() && !transaction.noSuchName()) {
            return;
        }
        Search search = searches.get(key(transaction));
        if (transaction.noSuchName() && madeOfKnown(transaction.question().name())) {
            transaction.searchedOn();
        }
        if (search == null || search.meant.isEmpty() || search.steps.getLast() != transaction) {
            return;
        }
        if (transaction.noSuchName()) {
            lastStep(search, transaction);
            return;
        }
        named(search.meant).foundAs = transaction.question().name();
        if (search.itself != null && search.itself.noSuchName()) {
            search.itself.searchedOn();
        }
    }

    /** Whether a name is one that is known to be found, with another suffix. */
    private boolean madeOfKnown(String name) {
        for (int dot = name.indexOf('.'); dot > 0; dot = name.indexOf('.', dot + 1)) {
            Meant known = names.get(name.substring(0, dot));
            if (known != null && !known.foundAs.isEmpty() && !known.foundAs.equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }

    /** The client goes on from a suffix to the next one, and to the name itself at the end, captured or not. */
    private static void lastStep(Search search, Transaction transaction) {
        if (!transaction.question().name().equalsIgnoreCase(search.meant)) {
            transaction.searchedOn();
        }
    }

    private Meant named(String name) {
        Meant known = names.get(name);
        if (known != null || names.size() == MOST_NAMES) {
            return known == null ? others : known;
        }
        Meant fresh = new Meant();
        names.put(name, fresh);
        return fresh;
    }

    /** Names with the most NXDOMAIN first. */
    List<SearchedName> names() {
        return names.entrySet().stream()
                .map(entry -> searchedName(entry.getKey(), entry.getValue()))
                .sorted((one, other) -> Long.compare(other.nxDomains(), one.nxDomains()))
                .toList();
    }

    private static SearchedName searchedName(String name, Meant meant) {
        return new SearchedName(name, meant.searches, meant.nxDomains, meant.foundAs);
    }
}
