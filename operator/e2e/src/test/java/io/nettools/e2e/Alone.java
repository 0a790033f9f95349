package io.nettools.e2e;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * A test class during which no other runs, because it changes or measures what all of them share: the operator and its
 * settings, a node's kernel and tools, the API server, times and counts of the whole cluster. All others run beside each
 * other. On a helper, or a method of one, it makes those that use it run alone, too; {@link AloneTest} sees to that.
 */
@Tag("alone")
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@interface Alone {
    /** What it shares with all others. */
    String value();
}
