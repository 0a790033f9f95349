package io.nettools.analyser.dns;

import java.util.Comparator;
import java.util.Locale;

/**
 * A question. Letters are compared without case (RFC 4343), which some resolvers choose at random.
 *
 * @param name printable, as written
 * @param type the type of records; {@link RecordType#UNKNOWN} when it was not captured
 */
record Question(String name, int type) implements Comparable<Question> {
    private static final Comparator<Question> ORDER =
            Comparator.comparing(Question::name, String.CASE_INSENSITIVE_ORDER).thenComparingInt(Question::type);

    Question ofType(int other) {
        return new Question(name, other);
    }

    @Override
    public int compareTo(Question other) {
        return ORDER.compare(this, other);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Question question && type == question.type && name.equalsIgnoreCase(question.name);
    }

    @Override
    public int hashCode() {
        return name.toLowerCase(Locale.ROOT).hashCode() * 31 + type;
    }
}
