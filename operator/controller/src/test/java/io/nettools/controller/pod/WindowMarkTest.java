package io.nettools.controller.pod;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nettools.analyser.report.Views.Window;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowMarkTest {

    @Property
    void aWrittenWindowIsReadBack(
            @ForAll @LongRange(min = 0, max = 1L << 48) long from,
            @ForAll @LongRange(min = 0, max = 1L << 48) long until) {
        Window window = new Window(from, until);
        assertEquals(Optional.of(window), WindowMark.parse(WindowMark.text(window)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "1", "1-", "-1-2", "1-2-3", "1 - 2", "1-2\n", "9999999999999999-1", "\u0661-2"})
    void anyOtherTextIsNoWindow(String text) {
        assertEquals(Optional.empty(), WindowMark.parse(text));
    }
}
