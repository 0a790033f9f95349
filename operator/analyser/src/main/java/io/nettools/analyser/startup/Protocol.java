package io.nettools.analyser.startup;

/** A protocol whose start is read. */
public enum Protocol {
    MySql("MySQL", true),
    MongoDb("MongoDB", true),
    Kafka("Kafka", false),
    Amqp("AMQP", false),
    Ldap("LDAP", false);

    private final String title;
    private final boolean database;

    Protocol(String title, boolean database) {
        this.title = title;
        this.database = database;
    }

    /** The name that people use. */
    public String title() {
        return title;
    }

    /** Whether the server is a database. */
    public boolean database() {
        return database;
    }
}
