package io.fluxrecord.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.Model;
import io.fluxrecord.generated.GeneratedMapping;
import io.fluxrecord.internal.record.Mapping;
import io.fluxrecord.internal.record.Persistent;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Models that a test has compiled and loaded, reached by reflection. */
final class Compiled {

    private final ClassLoader loader;

    Compiled(ClassLoader loader) {
        this.loader = loader;
    }

    Class<?> type(String name) throws ReflectiveOperationException {
        return Class.forName(name, true, loader);
    }

    /** Return the mapping of a model, once the application can come by it. */
    @SuppressWarnings({"unchecked", "rawtypes"}) // The classes are not known when the test is compiled.
    Mapping<Persistent> mapping(String name) throws ReflectiveOperationException {
        Class type = type(name);
        assertThat(Model.of(type).type()).isEqualTo(type);
        String mapped = name.replace('$', '_') + "_$Mapped";
        return new Mapping<>(
                (GeneratedMapping<Persistent>) type(mapped).getConstructor().newInstance());
    }

    Object make(String name, @Nullable Object... arguments) throws ReflectiveOperationException {
        Constructor<?> constructor = type(name).getDeclaredConstructors()[0];
        constructor.setAccessible(true);
        return constructor.newInstance(arguments);
    }

    /** Return the constant of an enum, or another static field. */
    Object constant(String type, String name) throws ReflectiveOperationException {
        return Objects.requireNonNull(field(type(type), name).get(null));
    }

    static void set(Object record, String field, @Nullable Object value) throws ReflectiveOperationException {
        field(record.getClass(), field).set(record, value);
    }

    static @Nullable Object get(Object record, String field) throws ReflectiveOperationException {
        return field(record.getClass(), field).get(record);
    }

    private static Field field(Class<?> type, String name) throws ReflectiveOperationException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    /** Return the index of a property's column. */
    static int index(Mapping<?> mapping, String property) {
        List<String> names =
                mapping.properties().stream().map(mapped -> mapped.name()).toList();
        return names.indexOf(property);
    }
}
