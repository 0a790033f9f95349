package io.nettools.analyser.greeting;

/** A protocol that is known by its first bytes. */
public enum Protocol {
    Unknown(""),
    Http("HTTP"),
    Http2("HTTP/2"),
    Tls("TLS"),
    Ssh("SSH"),
    Smtp("SMTP"),
    Ftp("FTP"),
    /** Both greet with 220. */
    SmtpOrFtp("SMTP or FTP"),
    Imap("IMAP"),
    Pop3("POP3"),
    MySql("MySQL"),
    PostgreSql("PostgreSQL"),
    Redis("Redis"),
    Amqp("AMQP"),
    Nats("NATS"),
    Memcached("memcached"),
    Vnc("VNC");

    private final String title;

    Protocol(String title) {
        this.title = title;
    }

    /** Its name, as people write it; empty when it is unknown. */
    public String title() {
        return title;
    }

    /** Whether it is one of those that are known. */
    public boolean known() {
        return this != Unknown;
    }
}
