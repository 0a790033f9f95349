package io.nettools.analyser.finding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is summed up of a server end goes into the sum of all that there is no room for: no number may be forgotten on the way. */
class SumsTest {
    private static List<Field> fields(Object sums) {
        return Stream.of(sums.getClass().getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()) && !Modifier.isFinal(field.getModifiers()))
                .toList();
    }

    /** Every number another one, every text its own name. */
    private static void fill(Object sums) throws IllegalAccessException {
        int next = 3;
        for (Field field : fields(sums)) {
            next += 4;
            if (field.getType() == String.class) {
                field.set(sums, field.getName());
            } else if (field.getType() == int.class) {
                field.setInt(sums, next);
            } else {
                field.setLong(sums, next);
            }
        }
    }

    private static Map<String, Object> values(Object sums) throws IllegalAccessException {
        Map<String, Object> values = new TreeMap<>();
        for (Field field : fields(sums)) {
            values.put(field.getName(), field.get(sums));
        }
        return values;
    }

    private static void assertTaken(Object from, Object into) throws IllegalAccessException {
        assertEquals(values(from), values(into));
        values(into).forEach((name, value) -> assertNotEquals(0L, value, name));
    }

    @Test
    void everyNumberIsAdded() throws IllegalAccessException {
        ServerFacts one = new ServerFacts("10.0.0.2:80");
        for (Object sums : Arrays.asList(one.rejections, one.attempts, one.transfers, one.http)) {
            fill(sums);
        }
        ServerFacts others = new ServerFacts("others");
        others.add(one);
        assertTaken(one.rejections, others.rejections);
        assertTaken(one.attempts, others.attempts);
        assertTaken(one.transfers, others.transfers);
        assertTaken(one.http, others.http);
    }

    @Test
    void clientsAreAddedToo() {
        ServerFacts one = new ServerFacts("10.0.0.2:80");
        one.rejections.clients.add("10.0.0.3:1", 1);
        one.attempts.clients.add("10.0.0.4:1", 1);
        one.attempts.delayed.add("10.0.0.5:1", 1);
        List<Function<ServerFacts, Clients>> ofHttp = List.of(
                facts -> facts.http.clients,
                facts -> facts.http.failed,
                facts -> facts.http.rejected,
                facts -> facts.http.cut,
                facts -> facts.http.slowed,
                facts -> facts.http.waited);
        ofHttp.forEach(clients -> clients.apply(one).add("10.0.0.6:1", ofHttp.indexOf(clients)));
        ServerFacts others = new ServerFacts("others");
        others.add(one);
        assertEquals(one.rejections.clients.text(), others.rejections.clients.text());
        assertEquals(one.attempts.clients.text(), others.attempts.clients.text());
        assertEquals(one.attempts.delayed.text(), others.attempts.delayed.text());
        ofHttp.forEach(clients ->
                assertEquals(clients.apply(one).text(), clients.apply(others).text()));
    }
}
