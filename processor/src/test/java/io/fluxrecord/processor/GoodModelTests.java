package io.fluxrecord.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.net.MalformedURLException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import javax.tools.StandardLocation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compiles the models in {@code good} and compares what is generated with {@code expected}. With the environment
 * variable {@code FLUXRECORD_REWRITE_EXPECTED=1} it writes the expected files instead; read the difference before you
 * commit it.
 */
final class GoodModelTests {

    private static final boolean REWRITE = "1".equals(System.getenv("FLUXRECORD_REWRITE_EXPECTED"));
    private static final Path EXPECTED = Path.of("src/test/resources/expected");

    private static final Compilation COMPILATION = compile();

    private static Compilation compile() {
        List<JavaFileObject> sources = new ArrayList<>();
        for (Path file : Javac.resources("good")) {
            try {
                sources.add(JavaFileObjects.forResource(file.toUri().toURL()));
            } catch (MalformedURLException e) {
                throw new IllegalArgumentException(e);
            }
        }
        return Compiler.javac()
                .withProcessors(new ModelProcessor())
                .withOptions("--release", "17", Javac.STRICT, "-Werror")
                .compile(sources);
    }

    @Test
    void goodModelsCompileWithoutAnyWarning() {
        assertThat(COMPILATION.diagnostics())
                .filteredOn(diagnostic -> diagnostic.getKind() != Diagnostic.Kind.NOTE)
                .isEmpty();
        assertThat(COMPILATION.status()).isEqualTo(Compilation.Status.SUCCESS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Product",
                "Order",
                "OrderLine",
                "Invoice",
                "Shelf_Item",
                "Supplier",
                "Everything",
                "Film",
                "Obsolete",
                "Part",
                "PartSupplier",
                "PartOrder",
                "PartDelivery",
                "Revenue"
            })
    void generatedClassIsAsExpected(String model) throws IOException {
        String generated =
                content(COMPILATION.generatedSourceFile("shop." + model + "_").orElseThrow());
        Path expected = EXPECTED.resolve("shop/" + model + "_.java");
        if (REWRITE) {
            Files.createDirectories(expected.getParent());
            Files.writeString(expected, generated);
        }
        assertThat(generated).isEqualTo(Files.readString(expected));
    }

    @Test
    void serviceFileListsAllModelsSorted() throws IOException {
        JavaFileObject services = COMPILATION
                .generatedFile(StandardLocation.CLASS_OUTPUT, Javac.SERVICES)
                .orElseThrow();
        assertThat(content(services).lines())
                .containsExactly(
                        "Rootless_$Mapped",
                        "shop.Everything_$Mapped",
                        "shop.Film_$Mapped",
                        "shop.Invoice_$Mapped",
                        "shop.Obsolete_$Mapped",
                        "shop.OrderLine_$Mapped",
                        "shop.Order_$Mapped",
                        "shop.PartDelivery_$Mapped",
                        "shop.PartOrder_$Mapped",
                        "shop.PartSupplier_$Mapped",
                        "shop.Part_$Mapped",
                        "shop.Product_$Mapped",
                        "shop.Shelf_Item_$Mapped",
                        "shop.Supplier_$Mapped");
    }

    private static String content(JavaFileObject file) throws IOException {
        return new String(file.openInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
