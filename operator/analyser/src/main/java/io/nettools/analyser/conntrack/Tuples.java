package io.nettools.analyser.conntrack;

import io.nettools.analyser.text.Printable;

/** The addresses of one line of conntrack: how the first packet had them, and how an answer to it will. */
record Tuples(String client, String server, String answering, String answered) {
    private static final int LONGEST = 64;

    static Tuples of(String line) {
        int reply = line.indexOf("src=", line.indexOf("src=") + 1);
        String first = reply < 0 ? line : line.substring(0, reply);
        String second = reply < 0 ? "" : line.substring(reply);
        return new Tuples(
                value(first, "src="),
                end(value(first, "dst="), value(first, "dport=")),
                end(value(second, "src="), value(second, "sport=")),
                value(second, "dst="));
    }

    /** Whether somebody else answers than was asked, or somebody else is answered. */
    boolean translated() {
        return !answering.isEmpty() && (!server.equals(answering) || !client.equals(answered));
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
