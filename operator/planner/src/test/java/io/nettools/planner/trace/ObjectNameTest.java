package io.nettools.planner.trace;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectNameTest {
    @ParameterizedTest
    @ValueSource(strings = {"web", "web-0", "a.b-c.d", "0", "kube-root-ca.crt"})
    void aValidNameIsPossible(String text) {
        assertTrue(ObjectName.possible(text));
    }

    /** T1: each of these would turn our request into another one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "../secrets/key",
                "web/log",
                "web/",
                "web?watch=true",
                "web#x",
                "web%2flog",
                "Web",
                "web ",
                "web\n",
                "-web",
                "web-",
                "a..b",
                "w\u00e4b"
            })
    void anInvalidNameIsImpossible(String text) {
        assertFalse(ObjectName.possible(text));
    }

    @Test
    void aNameHasAtMost253Characters() {
        assertTrue(ObjectName.possible("a".repeat(253)));
        assertFalse(ObjectName.possible("a".repeat(254)));
    }
}
