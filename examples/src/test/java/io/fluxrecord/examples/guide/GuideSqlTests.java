package io.fluxrecord.examples.guide;

import static io.fluxrecord.examples.guide.GuideDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.Database;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The snippets of sql.md. */
final class GuideSqlTests {

    private Database db;
    private Product lamp;

    @BeforeEach
    void prepare() {
        db = GuideDatabase.open(Product_.model());
        lamp = await(new Product("Lamp", new BigDecimal("9.90"), 7).save());
        await(new Product("Chair", new BigDecimal("49.90"), 2).save());
    }

    @AfterEach
    void close() {
        GuideDatabase.close(db);
    }

    @Test
    void records() {
        // tag::records[]
        Flux<Product> some = db.sql("SELECT * FROM \"products\" WHERE \"price\" < :limit AND \"name\" IN (:names)")
                .bind("limit", new BigDecimal("10"))
                .bind("names", List.of("Lamp", "Chair"))
                .fetch(Product_.model());
        // end::records[]
        assertThat(await(some)).containsExactly(lamp);
    }

    @Test
    void rows() {
        // tag::rows[]
        Flux<String> names =
                db.sql("SELECT \"name\" FROM \"products\" ORDER BY 1").fetch(row -> row.get("name", String.class));
        Mono<Long> raised = db.sql("UPDATE \"products\" SET \"inventory\" = \"inventory\" + :more")
                .bind("more", 5)
                .rowsUpdated();
        // end::rows[]
        assertThat(await(names)).containsExactly("Chair", "Lamp");
        assertThat(await(raised)).isEqualTo(2);
    }
}
