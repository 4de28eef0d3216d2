package io.fluxrecord.tck;

import static io.fluxrecord.tck.Contract.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.fluxrecord.error.VersionConflictException;
import io.fluxrecord.lifecycle.Lifecycle;
import io.fluxrecord.lifecycle.Listener;
import io.fluxrecord.tck.model.Gadget;
import io.fluxrecord.tck.model.Gadget_;
import io.fluxrecord.tck.model.Product;
import io.fluxrecord.tck.model.Product_;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/** All features in one model, whatever the order of its mixins. */
public interface MixinContract extends Contract {

    @BeforeEach
    default void prepare() {
        bed().prepare(Product_.model(), Gadget_.model());
    }

    @Test
    default void oneRecordGoesThroughAllOfThem() {
        List<String> events = new ArrayList<>();
        for (Lifecycle event : Lifecycle.values()) {
            bed().listeners()
                    .add(bed().database()
                            .on(Product_.model(), event, Listener.sync(product -> events.add(event.name()))));
        }
        Product lamp = new Product("lamp", "9.99", 7);
        await(lamp.save());
        assertThat(lamp.getId().version()).isEqualTo(7);
        assertThat(lamp.getVersion()).isEqualTo(1);
        assertThat(lamp.getCreatedAt()).isEqualTo(TestBed.START_STORED);

        bed().advance(Duration.ofMinutes(1));
        lamp.price = new BigDecimal("8.99");
        await(lamp.save());
        assertThat(lamp.getVersion()).isEqualTo(2);
        assertThat(lamp.getUpdatedAt()).isEqualTo(bed().now());

        bed().advance(Duration.ofMinutes(1));
        assertThat(await(lamp.delete())).isTrue();
        assertThat(lamp.getVersion()).isEqualTo(3);
        assertThat(lamp.getDeletedAt()).isEqualTo(bed().now());
        assertThat(lamp.getUpdatedAt()).isEqualTo(bed().now().minusSeconds(60));

        assertThat(await(lamp.restore())).isTrue();
        assertThat(lamp.getVersion()).isEqualTo(4);
        Product found = await(Product_.find(lamp.getId()));
        assertThat(found)
                .usingRecursiveComparison()
                .ignoringFields("state")
                .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                .isEqualTo(lamp);
        assertThat(found.getVersion()).isEqualTo(4);
        assertThat(await(lamp.hardDelete())).isTrue();
        assertThat(events)
                .containsExactly(
                        "BEFORE_SAVE",
                        "BEFORE_INSERT",
                        "AFTER_INSERT",
                        "AFTER_SAVE",
                        "AFTER_COMMIT",
                        "BEFORE_SAVE",
                        "BEFORE_UPDATE",
                        "AFTER_UPDATE",
                        "AFTER_SAVE",
                        "AFTER_COMMIT",
                        "BEFORE_DELETE",
                        "AFTER_DELETE",
                        "AFTER_COMMIT",
                        "BEFORE_RESTORE",
                        "AFTER_RESTORE",
                        "AFTER_COMMIT",
                        "AFTER_LOAD",
                        "BEFORE_DELETE",
                        "AFTER_DELETE",
                        "AFTER_COMMIT");
    }

    @Test
    default void orderOfMixinsDoesNotMatter() {
        Gadget gadget = await(new Gadget("gizmo").save());
        Gadget stale = await(Gadget_.find(gadget.getId()));
        gadget.name = "gadget";
        await(gadget.save());
        await(gadget.delete());
        await(gadget.restore());
        assertThat(gadget.getVersion()).isEqualTo(4);
        StepVerifier.create(stale.delete()).verifyError(VersionConflictException.class);
        await(stale.reload());
        assertThat(stale.name).isEqualTo("gadget");
        assertThat(stale.getCreatedAt()).isEqualTo(gadget.getCreatedAt());
    }

    @Test
    default void jsonHasTheMixinsAsOrdinaryProperties() throws JsonProcessingException {
        Product lamp = await(new Product("lamp", "9.99", 7).save());
        await(lamp.delete());
        ObjectMapper mapper = new ObjectMapper()
                .registerModule(new JavaTimeModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
        JsonNode json = mapper.readTree(mapper.writeValueAsString(lamp));
        assertThat(json.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "id", "name", "price", "inventory", "version", "createdAt", "updatedAt", "deletedAt");
        assertThat(json.get("id").asText()).isEqualTo(lamp.getId().toString());
        assertThat(json.get("version").asLong()).isEqualTo(2);
        assertThat(Instant.parse(json.get("createdAt").asText())).isEqualTo(TestBed.START_STORED);
        assertThat(Instant.parse(json.get("deletedAt").asText())).isEqualTo(lamp.getDeletedAt());

        Product posted = mapper.readValue("{\"name\": \"chair\", \"price\": 49.99}", Product.class);
        assertThat(await(posted.save()).getVersion()).isEqualTo(1);
    }
}
