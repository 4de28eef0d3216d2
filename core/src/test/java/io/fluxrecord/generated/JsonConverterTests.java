package io.fluxrecord.generated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxrecord.error.ConfigurationException;
import io.fluxrecord.error.MappingException;
import io.fluxrecord.mapping.Converter;
import io.fluxrecord.mapping.JsonCodec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the codec comes from, and what of its failures is shown. */
class JsonConverterTests {

    /** What generated code has; public for the class loaders of this test. */
    public static final class Labels extends JsonConverter<Map<String, List<Integer>>> {

        public Labels() {
            super("Product.labels");
        }
    }

    /** Writes no JSON at all. */
    public static final class Codec implements JsonCodec {

        @Override
        public String write(Object value, Type type) {
            return type.getTypeName();
        }

        @Override
        public Object read(String json, Type type) {
            throw new IllegalStateException(json);
        }
    }

    /** Has classes of its own for what looks for a codec, no Jackson, and may have a service. */
    private static final class Isolated extends ClassLoader {

        private final List<URL> services;

        Isolated(List<URL> services) {
            super(JsonConverterTests.class.getClassLoader());
            this.services = services;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("tools.jackson")) {
                throw new ClassNotFoundException(name);
            }
            if (name.startsWith("io.fluxrecord.mapping.") || name.startsWith("io.fluxrecord.generated.")) {
                Class<?> known = findLoadedClass(name);
                return known == null ? define(name) : known;
            }
            return super.loadClass(name, resolve);
        }

        private Class<?> define(String name) {
            try (InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = file.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public Enumeration<URL> getResources(String name) {
            return Collections.enumeration(services);
        }

        Converter<Map<String, List<Integer>>, String> converter() throws ReflectiveOperationException {
            Object made = loadClass(Labels.class.getName()).getConstructor().newInstance();
            return new Converter<>() {

                @Override
                public String toDatabase(Map<String, List<Integer>> value) {
                    return (String) call("toDatabase", value);
                }

                @Override
                @SuppressWarnings("unchecked")
                public Map<String, List<Integer>> fromDatabase(String stored) {
                    return (Map<String, List<Integer>>) call("fromDatabase", stored);
                }

                private Object call(String method, Object argument) {
                    try {
                        for (var candidate : made.getClass().getMethods()) {
                            if (candidate.getName().equals(method)) {
                                return candidate.invoke(made, argument);
                            }
                        }
                        throw new AssertionError(method);
                    } catch (java.lang.reflect.InvocationTargetException e) {
                        throw (RuntimeException) e.getCause();
                    } catch (IllegalAccessException e) {
                        throw new AssertionError(e);
                    }
                }
            };
        }
    }

    @Test
    void jacksonIsUsedWhereItIs() {
        Labels labels = new Labels();
        assertThat(labels.toDatabase(Map.of("a", List.of(1, 2)))).isEqualTo("{\"a\":[1,2]}");
        assertThat(labels.fromDatabase("{\"a\": [1, 2]}")).isEqualTo(Map.of("a", List.of(1, 2)));
    }

    @Test
    void missingCodecIsNamedWithTheWayOut() throws ReflectiveOperationException {
        Converter<Map<String, List<Integer>>, String> labels = new Isolated(List.of()).converter();
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> labels.toDatabase(Map.of()))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("Product.labels")
                    .hasMessageContaining("tools.jackson.core:jackson-databind")
                    .hasMessageContaining(JsonCodec.class.getName());
        }
    }

    @Test
    void serviceIsUsedAndToldTheWholeType(@TempDir Path directory) throws IOException, ReflectiveOperationException {
        Converter<Map<String, List<Integer>>, String> labels =
                new Isolated(List.of(service(directory, Codec.class.getName()))).converter();
        assertThat(labels.toDatabase(Map.of()))
                .isEqualTo("java.util.Map<java.lang.String, java.util.List<java.lang.Integer>>");
        assertThatThrownBy(() -> labels.fromDatabase("secret"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(IllegalStateException.class.getName())
                .hasMessageNotContaining("secret");
    }

    @Test
    void brokenServiceIsNoReasonToTakeAnother(@TempDir Path directory)
            throws IOException, ReflectiveOperationException {
        Converter<Map<String, List<Integer>>, String> labels =
                new Isolated(List.of(service(directory, "shop.Missing"))).converter();
        assertThatThrownBy(() -> labels.toDatabase(Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Product.labels")
                .hasMessageContaining("shop.Missing");
    }

    private static URL service(Path directory, String provider) throws IOException {
        try {
            return Files.writeString(directory.resolve("services"), provider)
                    .toUri()
                    .toURL();
        } catch (MalformedURLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void valuesDoNotEnterMessages() {
        Labels labels = new Labels();
        assertThatThrownBy(() -> labels.fromDatabase("{\"a\": [\"secret\"]}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> labels.fromDatabase("{\"secret"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret");
        Map<String, Object> endless = new java.util.LinkedHashMap<>();
        endless.put("secret", endless);
        assertThatThrownBy(() -> new Anything().toDatabase(endless))
                .isInstanceOf(MappingException.class)
                .hasMessageContaining("Product.anything")
                .hasMessageNotContaining("secret");
    }

    private static final class Anything extends JsonConverter<Object> {

        Anything() {
            super("Product.anything");
        }
    }
}
