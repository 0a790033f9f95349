package io.nettools.analyser.conntrack;

import io.nettools.analyser.text.Printable;

/**
 * The addresses of one line of conntrack: those of the first packet, and those of a reply. A server end includes its
 * port; a client is an address, with its port beside it.
 */
record Tuples(String client, String clientPort, String server, String answering, String answered, String answeredPort) {
    private static final int LONGEST = 64;

    static Tuples of(String line) {
        int reply = line.indexOf("src=", line.indexOf("src=") + 1);
        String first = reply < 0 ? line : line.substring(0, reply);
        String second = reply < 0 ? "" : line.substring(reply);
        return new Tuples(
                value(first, "src="),
                value(first, "sport="),
                end(value(first, "dst="), value(first, "dport=")),
                end(value(second, "src="), value(second, "sport=")),
                value(second, "dst="),
                value(second, "dport="));
    }

    /**
     * Whether the reply comes from another end than the first packet went to, or goes to another address than it came
     * from.
     */
    boolean translated() {
        return serverTranslated() || clientTranslated();
    }

    boolean serverTranslated() {
        return !answering.isEmpty() && !server.equals(answering);
    }

    boolean clientTranslated() {
        return !answering.isEmpty() && !client.equals(answered);
    }

    /** The client with its port. */
    String clientEnd() {
        return end(client, clientPort);
    }

    /** The client with its port, as the server sees it. */
    String answeredEnd() {
        return end(answered, answeredPort);
    }

    private static String end(String address, String port) {
        return port.isEmpty() ? address : address.contains(":") ? "[" + address + "]:" + port : address + ":" + port;
    }

    private static String value(String text, String key) {
        int at = text.indexOf(' ' + key);
        int from = text.startsWith(key) ? key.length() : at < 0 ? -1 : at + 1 + key.length();
        if (from < 0) {
            return "";
        }
        int end = text.indexOf(' ', from);
        return Printable.of(text.substring(from, end < 0 ? text.length() : end), LONGEST);
    }
}
