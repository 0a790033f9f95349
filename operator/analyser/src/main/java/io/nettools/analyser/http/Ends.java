package io.nettools.analyser.http;

/** Who talks, as a report names them; asked for only when an exchange is to be reported. */
public interface Ends {
    /** Address and port of the end that began. */
    String client();

    /** Address and port of the other end. */
    String server();
}
