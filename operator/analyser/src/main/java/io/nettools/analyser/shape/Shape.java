package io.nettools.analyser.shape;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The components of a record class, read once per class. The only class of this program that may use {@code java.lang.reflect};
 * the records are public, so that nothing is opened.
 */
public final class Shape {
    private static final ClassValue<Shape> SHAPES = new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
            return new Shape(type);
        }
    };

    private static final Set<Class<?>> BOXED = Set.of(Long.class, Integer.class, Boolean.class);

    private final List<Place> places;
    private final Method[] accessors;
    private final Constructor<?> canonical;

    private Shape(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        if (components == null) {
            throw new IllegalArgumentException(type.getName() + " is not a record class");
        }
        places = Arrays.stream(components)
                .map(one -> new Place(type, one.getName(), one.getType()))
                .toList();
        accessors = Arrays.stream(components).map(RecordComponent::getAccessor).toArray(Method[]::new);
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            canonical = type.getConstructor(types);
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(type.getName() + " is not a public record class", e);
        }
    }

    /**
     * A component of a record class.
     *
     * @param of the record class
     * @param name of the component
     * @param type of its values
     */
    public record Place(Class<?> of, String name, Class<?> type) {
        /** Whether null is a value here: a number or a truth that may be absent. */
        public boolean optional() {
            return BOXED.contains(type);
        }

        /** The place of that name; @throws IllegalArgumentException when the class has no such component. */
        public static Place of(Class<? extends Record> of, String name) {
            return SHAPES.get(of).places.stream()
                    .filter(place -> place.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(of.getName() + " has no component " + name));
        }
    }

    /** A component of one record. */
    public record Component(Place place, Object value) {}

    /** The components of this record, in their order. */
    public static Stream<Component> components(Record record) {
        Shape shape = SHAPES.get(record.getClass());
        return IntStream.range(0, shape.accessors.length)
                .mapToObj(i -> new Component(shape.places.get(i), shape.value(record, i)));
    }

    /** The record with each component changed; the same record when all stay the same objects. */
    public static <R extends Record> R rebuilt(R record, BiFunction<Place, Object, Object> change) {
        Shape shape = SHAPES.get(record.getClass());
        Object[] values = new Object[shape.accessors.length];
        boolean changed = false;
        for (int i = 0; i < values.length; i++) {
            Object value = shape.value(record, i);
            values[i] = change.apply(shape.places.get(i), value);
            changed |= values[i] != value;
        }
        @SuppressWarnings("unchecked") // made by the constructor of its own class
        R rebuilt = changed ? (R) shape.made(values) : record;
        return rebuilt;
    }

    /** The record with another value at that place. */
    public static <R extends Record> R with(R record, Place changed, Object to) {
        return rebuilt(record, (place, value) -> place.equals(changed) ? to : value);
    }

    private Object value(Record record, int i) {
        try {
            return accessors[i].invoke(record);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(places.get(i) + " cannot be read", e);
        }
    }

    private Object made(Object... values) {
        try {
            return canonical.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(canonical + " cannot be called", e);
        }
    }
}
