package io.fluxrecord.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the guide says of other tools. */
final class GuideToolsTests {

    private static final String BODY = "{\"id\": \"018f4f2e-7b7c-7cc3-98c4-dc0c0c07398f\", \"createdAt\":"
            + " \"2009-06-30T12:00:00Z\", \"version\": 7, \"%s\": \"Chair\"}";

    private final ObjectMapper mapper = new ObjectMapper().registerModule(new JavaTimeModule());

    // tag::body[]
    /** What a client may say of a product. */
    record NewProduct(String name, BigDecimal price) {

        Product toProduct() {
            return new Product(name, price, 0);
        }
    }
    // end::body[]

    @Test
    void packagePrivateFieldsAreInvisibleAndMixinsAreNot() throws JsonProcessingException {
        JsonNode written = mapper.readTree(mapper.writeValueAsString(new Product("Lamp", BigDecimal.TEN, 7)));
        assertThat(written.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("id", "version", "createdAt", "updatedAt", "deletedAt");
        assertThatThrownBy(() -> mapper.readValue(String.format(BODY, "name"), Product.class))
                .isInstanceOf(UnrecognizedPropertyException.class);
        mapper.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES); // as Spring Boot does
        Product posted = mapper.readValue(String.format(BODY, "name"), Product.class);
        assertThat(posted.name).isEmpty();
        assertThat(posted.getId()).isEqualTo(UUID.fromString("018f4f2e-7b7c-7cc3-98c4-dc0c0c07398f"));
        assertThat(posted.getCreatedAt()).isNotNull();
        assertThat(posted.getVersion()).isZero();
    }

    @Test
    void bodyOfItsOwnSaysNoMoreThanItMay() throws JsonProcessingException {
        mapper.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        Product product =
                mapper.readValue(String.format(BODY, "name"), NewProduct.class).toProduct();
        assertThat(product.name).isEqualTo("Chair");
        assertThat(product.getId()).isNull();
        assertThat(product.getCreatedAt()).isNull();
    }

    @Test
    void annotationsMakeFieldsVisibleAndKeepBodiesAwayFromMixins() throws JsonProcessingException {
        Offer posted = mapper.readValue(String.format(BODY, "title"), Offer.class);
        assertThat(posted.title).isEqualTo("Chair");
        assertThat(posted.getId()).isNull();
        assertThat(posted.getCreatedAt()).isNull();
        assertThat(mapper.readTree(mapper.writeValueAsString(posted)).fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("title", "id", "version", "createdAt", "updatedAt");
    }

    @Test
    void starImportsOfR2dbcAndOfTheLifecycleNeedOneMore(@TempDir Path directory) throws Exception {
        String use = "class Use { Object event = Lifecycle.AFTER_COMMIT; }";
        String stars = "import io.fluxrecord.lifecycle.*; import io.r2dbc.spi.*; ";
        assertThat(compile(directory, stars + use)).contains("reference to Lifecycle is ambiguous");
        assertThat(compile(directory, stars + "import io.fluxrecord.lifecycle.Lifecycle; " + use))
                .isNull();
    }

    /** Return the first error, or null. */
    private static @Nullable String compile(Path directory, String source) throws Exception {
        Path file = Files.writeString(directory.resolve("Use.java"), source);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> errors = new DiagnosticCollector<>();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(errors, null, null)) {
            List<String> options = List.of("-proc:none", "-d", directory.toString());
            compiler.getTask(null, manager, errors, options, null, manager.getJavaFileObjects(file))
                    .call();
        }
        return errors.getDiagnostics().stream()
                .map(error -> error.getMessage(null))
                .findFirst()
                .orElse(null);
    }
}
