package io.nettools.analyser.shape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.nettools.analyser.shape.Shape.Component;
import io.nettools.analyser.shape.Shape.Place;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShapeTest {
    /** One whose constructor changes what it is given, as many of ours do. */
    public record Pair(String first, List<String> rest) {
        public Pair {
            rest = rest == null ? List.of() : List.copyOf(rest);
        }
    }

    private static final Pair PAIR = new Pair("a", List.of("b"));

    @Test
    void theComponentsComeInTheirOrder() {
        assertEquals(
                List.of(
                        new Component(Place.of(Pair.class, "first"), "a"),
                        new Component(Place.of(Pair.class, "rest"), List.of("b"))),
                Shape.components(PAIR).toList());
    }

    @Test
    void aChangedComponentPassesTheConstructor() {
        assertEquals(
                new Pair("a", List.of()),
                Shape.rebuilt(PAIR, (place, value) -> place.name().equals("rest") ? null : value));
    }

    @Test
    void oneComponentIsExchanged() {
        assertEquals(new Pair("c", List.of("b")), Shape.with(PAIR, Place.of(Pair.class, "first"), "c"));
    }

    @Test
    void theSameRecordComesBackWhenNothingChanges() {
        assertSame(PAIR, Shape.rebuilt(PAIR, (place, value) -> value));
    }

    @Test
    void aPlaceThatAClassDoesNotHaveIsRefused() {
        assertEquals("first", Place.of(Pair.class, "first").name());
        assertThrows(IllegalArgumentException.class, () -> Place.of(Pair.class, "second"));
    }

    @Test
    void aPrivateRecordIsRefusedByItsName() {
        record Hidden(int value) {}
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> Shape.components(new Hidden(1)));
        assertEquals(Hidden.class.getName() + " is not a public record class", refused.getMessage());
    }
}
