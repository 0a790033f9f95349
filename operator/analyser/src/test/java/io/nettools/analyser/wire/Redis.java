package io.nettools.analyser.wire;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Messages of Redis's protocol as texts of one byte per character, to be said in a {@link Talk}. */
public final class Redis {
    public static final String OK = "+OK\r\n";
    public static final String PONG = "+PONG\r\n";
    public static final String NOAUTH = "-NOAUTH Authentication required.\r\n";
    public static final String WRONGPASS = "-WRONGPASS invalid username-password pair or user is disabled.\r\n";
    public static final String LOADING = "-LOADING Redis is loading the dataset in memory\r\n";
    public static final String FULL = "-ERR max number of clients reached\r\n";

    private Redis() {}

    /** A command as programs send it. */
    public static String command(String... words) {
        return array(Arrays.stream(words).map(Redis::bulk).toArray(String[]::new));
    }

    /** A command whose words have no blanks in them. */
    public static String commandOf(String words) {
        return command(words.split(" ", -1));
    }

    public static String bulk(String text) {
        return "$" + text.length() + "\r\n" + text + "\r\n";
    }

    public static String array(String... elements) {
        return "*" + elements.length + "\r\n" + String.join("", elements);
    }

    /** What a server says to a HELLO that it accepts. */
    public static String welcome() {
        return "%3\r\n" + bulk("server") + bulk("redis") + bulk("proto") + ":3\r\n" + bulk("modules") + array();
    }

    public static String error(String words) {
        return "-" + words + "\r\n";
    }

    /** Several messages in one. */
    public static String all(String... messages) {
        return Arrays.stream(messages).collect(Collectors.joining());
    }
}
