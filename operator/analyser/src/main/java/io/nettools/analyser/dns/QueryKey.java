package io.nettools.analyser.dns;

import java.util.Comparator;

/** The fields in which an answer must match its query, apart from the question. */
record QueryKey(Endpoint client, Endpoint server, boolean tcp, int id) implements Comparable<QueryKey> {
    private static final Comparator<QueryKey> ORDER = Comparator.comparing(QueryKey::client)
            .thenComparing(QueryKey::server)
            .thenComparing(QueryKey::tcp)
            .thenComparingInt(QueryKey::id);

    /** The key that retries of one lookup share: host, server and question. */
    Lookup lookup(Question question) {
        return new Lookup(client.host(), server, question);
    }

    /** Whether both are queries over UDP with one id from one client's port; the servers may differ. */
    boolean fits(QueryKey other) {
        return id == other.id && !tcp && !other.tcp && client.equals(other.client);
    }

    @Override
    public int compareTo(QueryKey other) {
        return ORDER.compare(this, other);
    }

    record Lookup(Endpoint client, Endpoint server, Question question) implements Comparable<Lookup> {
        private static final Comparator<Lookup> ORDER = Comparator.comparing(Lookup::client)
                .thenComparing(Lookup::server)
                .thenComparing(Lookup::question);

        @Override
        public int compareTo(Lookup other) {
            return ORDER.compare(this, other);
        }
    }
}
