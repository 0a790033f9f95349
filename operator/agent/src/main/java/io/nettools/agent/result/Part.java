package io.nettools.agent.result;

/** What of a result can be cut when it does not fit, from its end. */
enum Part {
    Excerpt("excerpt lines"),
    Http("HTTP exchanges"),
    Dns("DNS transactions"),
    Tls("TLS handshakes"),
    Postgres("database start-ups"),
    Flows("flows"),
    /** Flows of which more is said than who, how many and how it ended. */
    Tcp("details of TCP connections"),
    Findings("findings"),
    Evidence("pieces of evidence"),
    Notes("notes"),
    States("conntrack states"),
    Translations("translations"),
    Lost("lost packets by name"),
    Passages("conversations at each point"),
    Sketch("sketch of what passed the last point"),
    Interfaces("interfaces"),
    Probes("results of requests"),
    Neighbours("neighbours"),
    Routes("routes"),
    Tunnels("tunnels"),
    /** The most of any bridge. */
    Ports("ports of a bridge"),
    Containers("containers"),
    Links("links of the topology"),
    Hops("devices on the way"),
    Bridges("bridges"),
    Unknowns("things that are not known"),
    /** The length of the longest text rather than a number of things. */
    Text("characters of a text");

    private final String things;

    Part(String things) {
        this.things = things;
    }

    String things() {
        return things;
    }
}
