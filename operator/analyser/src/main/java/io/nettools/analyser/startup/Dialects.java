package io.nettools.analyser.startup;

import io.nettools.analyser.packet.Bytes;
import java.util.Optional;

/** Which protocol a connection may speak whose first bytes are these; a few comparisons for each. */
final class Dialects {
    private Dialects() {}

    static Optional<Dialect> of(Bytes bytes, int from, int to) {
        if (MySql.mayGreet(bytes, from, to)) {
            return Optional.of(new MySql(true));
        }
        if (MySql.mayLogIn(bytes, from, to)) {
            return Optional.of(new MySql(false));
        }
        if (MongoDb.mayBegin(bytes, from, to)) {
            return Optional.of(new MongoDb());
        }
        if (Kafka.mayBegin(bytes, from, to)) {
            return Optional.of(new Kafka());
        }
        if (Amqp.mayBegin(bytes, from, to)) {
            return Optional.of(new Amqp());
        }
        return Ldap.mayBegin(bytes, from, to) ? Optional.of(new Ldap()) : Optional.empty();
    }
}
