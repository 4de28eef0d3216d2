package io.fluxrecord.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.Attribute;
import io.fluxrecord.Timestamped;
import io.fluxrecord.UuidKey;
import io.fluxrecord.Versioned;
import io.fluxrecord.error.MappingException;
import io.fluxrecord.generated.GeneratedMapping;
import io.fluxrecord.generated.MappedProperty;
import io.fluxrecord.generated.Role;
import io.fluxrecord.generated.RowReader;
import io.fluxrecord.internal.record.Mapping;
import io.fluxrecord.internal.record.Persistent;
import io.fluxrecord.internal.record.Undo;
import io.fluxrecord.lifecycle.Lifecycle;
import io.fluxrecord.query.Property;
import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.Predicate;
import io.fluxrecord.sql.Sequence;
import io.fluxrecord.sql.SqlExpression;
import io.fluxrecord.sql.SqlType;
import io.fluxrecord.sql.Table;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/** What generated code does, with the models in {@code good} and without a database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class GeneratedMappingTests {

    private final URLClassLoader loader;
    private final Compiled models;

    GeneratedMappingTests(@TempDir Path directory) throws IOException {
        Javac javac = new Javac(directory);
        assertThat(javac.compile(Javac.resources("good"))).noneMatch(message -> message.contains("error"));
        loader = javac.loader();
        models = new Compiled(loader);
    }

    private static Persistent read(Mapping<Persistent> mapping, ArrayRow row, Persistent record) {
        return mapping.read(row, new RowReader(mapping.generated(), new PlainDialect()), record, null);
    }

    @AfterAll
    void closeLoader() throws IOException {
        loader.close();
    }

    @Test
    @SuppressWarnings("rawtypes") // A service is known by its raw class.
    void everyModelIsFoundAsAService() {
        assertThat(ServiceLoader.load(GeneratedMapping.class, loader).stream()
                        .map(provider -> provider.get().type().getName()))
                .containsExactlyInAnyOrder(
                        "Rootless",
                        "shop.Everything",
                        "shop.Film",
                        "shop.Invoice",
                        "shop.Obsolete",
                        "shop.Order",
                        "shop.OrderLine",
                        "shop.Part",
                        "shop.PartDelivery",
                        "shop.PartOrder",
                        "shop.PartSupplier",
                        "shop.Product",
                        "shop.Shelf$Item",
                        "shop.Supplier");
    }

    @Test
    void columnsComeInTheirOrder() throws ReflectiveOperationException {
        assertThat(columns("shop.Product"))
                .containsExactly(
                        "id",
                        "name",
                        "price",
                        "inventory",
                        "status",
                        "active",
                        "version",
                        "created",
                        "updated_at",
                        "deleted_at");
        assertThat(columns("shop.Order")).containsExactly("id", "customer", "placed", "saves", "tenant");
        assertThat(columns("shop.OrderLine")).containsExactly("order_id", "kind", "amount", "version");
        assertThat(columns("shop.Supplier"))
                .containsExactly("id", "supplier_name", "kind", "city", "updated_at", "deleted_at");
    }

    @Test
    void annotationsAreInTheDescription() throws ReflectiveOperationException {
        Table products = new Table(null, "products");
        assertThat(models.mapping("shop.Product").columns())
                .contains(
                        new Column(products, "id", SqlType.UUID, 0, 0, 0, false, false),
                        new Column(products, "name", SqlType.TEXT, 80, 0, 0, false, true),
                        new Column(products, "price", SqlType.DECIMAL, 0, 12, 2, true, false),
                        new Column(products, "inventory", SqlType.INTEGER, 0, 0, 0, false, false));
        assertThat(models.mapping("shop.Order").table()).isEqualTo(new Table("sales", "orders"));
        assertThat(models.mapping("shop.OrderLine").table()).isEqualTo(new Table(null, "order_line"));
    }

    @Test
    void keysHaveTheirRoles() throws ReflectiveOperationException {
        assertThat(roles("shop.Product")).startsWith(Role.UUID_KEY, Role.PLAIN);
        assertThat(roles("shop.Order")).startsWith(Role.IDENTITY, Role.PLAIN);
        assertThat(roles("shop.OrderLine")).containsExactly(Role.KEY, Role.KEY, Role.PLAIN, Role.VERSION);
        assertThat(roles("shop.Everything")).startsWith(Role.KEY, Role.PLAIN);
    }

    @Test
    void sequenceIsInTheSchemaOfItsTable() throws ReflectiveOperationException {
        assertThat(models.mapping("shop.Invoice").sequence()).isEqualTo(new Sequence("sales", "invoice_numbers", 20));
        assertThat(roles("shop.Invoice")).startsWith(Role.IDENTITY, Role.PLAIN);
        assertThat(models.mapping("shop.Order").sequence()).isNull();
    }

    @Test
    void newRecordHasAllPropertiesChanged() throws ReflectiveOperationException {
        ActiveRecord<?> order = (ActiveRecord<?>) models.make("shop.Order");
        assertThat(order.changes()).containsExactly("customer", "id", "placed", "saves", "tenantId");
        assertThat(order).hasToString("Order[new]");
    }

    @Test
    void readRecordIsCleanUntilItIsChanged() throws ReflectiveOperationException {
        Mapping<Persistent> mapping = models.mapping("shop.Product");
        UUID id = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");
        Instant now = Instant.parse("2026-01-02T03:04:05Z");
        Persistent product = read(
                mapping,
                new ArrayRow(id, "Lamp", BigDecimal.TEN, 7, "SOLD", true, 3L, now, now, null),
                mapping.instantiate());

        assertThat(((ActiveRecord<?>) product).changes()).isEmpty();
        assertThat(((UuidKey) product).getId()).isEqualTo(id);
        assertThat(((Versioned) product).getVersion()).isEqualTo(3);
        assertThat(((Timestamped) product).getCreatedAt()).isEqualTo(now);
        assertThat(Compiled.get(product, "status")).isEqualTo(models.constant("shop.Product$Status", "SOLD"));
        assertThat(Compiled.get(product, "active")).isEqualTo(true);

        Compiled.set(product, "inventory", 8);
        assertThat(((ActiveRecord<?>) product).changes()).containsExactly("inventory");
    }

    @Test
    void nullsReadAsNullsAndAreClean() throws ReflectiveOperationException {
        Mapping<Persistent> mapping = models.mapping("shop.Everything");
        Object[] values = everything();
        for (int i = 1; i < values.length; i++) {
            if (mapping.column(i).nullable()) {
                values[i] = null;
            }
        }
        Persistent record = read(mapping, new ArrayRow(values), mapping.instantiate());
        assertThat(((ActiveRecord<?>) record).changes()).isEmpty();
        for (String field : List.of("tinyOrNull", "letterOrNull", "integer", "buffer", "bytes", "texts", "names")) {
            assertThat(Compiled.get(record, field)).as(field).isNull();
        }
    }

    @Test
    void everyTypeGoesIntoTheRecordAndBack() throws ReflectiveOperationException {
        Mapping<Persistent> mapping = models.mapping("shop.Everything");
        Object[] values = everything();
        Persistent record = read(mapping, new ArrayRow(values), mapping.instantiate());

        assertThat(((ActiveRecord<?>) record).changes()).isEmpty();
        for (int i = 0; i < values.length; i++) {
            Object stored = mapping.column(i).name().equals("integer") ? new BigDecimal(12) : values[i];
            assertThat(mapping.value(record, i)).as(mapping.column(i).name()).isEqualTo(stored);
        }
        assertThat(Compiled.get(record, "tiny")).isEqualTo((byte) 1);
        assertThat(Compiled.get(record, "letter")).isEqualTo('x');
        assertThat(Compiled.get(record, "integer")).isEqualTo(BigInteger.valueOf(12));
        assertThat(Compiled.get(record, "names")).isEqualTo(List.of("a", "b"));
        assertThat(Compiled.get(record, "cents")).isEqualTo(99L);
    }

    @Test
    void valuesChangedInPlaceAreChanges() throws ReflectiveOperationException {
        Mapping<Persistent> mapping = models.mapping("shop.Everything");
        Persistent record = read(mapping, new ArrayRow(everything()), mapping.instantiate());

        ((byte[]) field(record, "bytes"))[0] = 9;
        ((String[]) field(record, "texts"))[0] = "other";
        ((ByteBuffer) field(record, "buffer")).put(0, (byte) 9);
        assertThat(((ActiveRecord<?>) record).changes()).containsExactly("buffer", "bytes", "texts");
    }

    @Test
    void bufferIsStoredFromItsPositionWhichStays() throws ReflectiveOperationException {
        Mapping<Persistent> mapping = models.mapping("shop.Everything");
        Persistent record = mapping.instantiate();
        ByteBuffer buffer = ByteBuffer.wrap(new byte[] {1, 2, 3}).position(1);
        Compiled.set(record, "buffer", buffer);
        assertThat(mapping.value(record, Compiled.index(mapping, "buffer"))).isEqualTo(new byte[] {2, 3});
        assertThat(buffer.position()).isEqualTo(1);
    }

    @Test
    void nullForAPrimitiveIsAMappingError() throws ReflectiveOperationException {
        Mapping<Persistent> mapping = models.mapping("shop.Product");
        Persistent product = mapping.instantiate();
        ArrayRow row = new ArrayRow(UUID.randomUUID(), null, null, null, null, true, 1L, null, null, null);
        assertThatThrownBy(() -> read(mapping, row, product))
                .isInstanceOf(MappingException.class)
                .hasMessageContaining("Product.inventory");
    }

    @Test
    void unknownEnumConstantIsAMappingErrorWithoutTheValue() throws ReflectiveOperationException {
        Mapping<Persistent> mapping = models.mapping("shop.Product");
        Persistent product = mapping.instantiate();
        ArrayRow row = new ArrayRow(UUID.randomUUID(), null, null, 1, "secret", true, 1L, null, null, null);
        assertThatThrownBy(() -> read(mapping, row, product))
                .isInstanceOf(MappingException.class)
                .hasMessageContaining("Product.status")
                .hasMessageNotContaining("secret");
    }

    @Test
    void primitiveIdentityIsNullWhileItIsZero() throws ReflectiveOperationException {
        Mapping<Persistent> mapping = models.mapping("shop.Shelf$Item");
        Persistent item = mapping.instantiate();
        assertThat(mapping.value(item, 0)).isNull();

        Undo<Persistent> undo = mapping.undo(item);
        mapping.adopt(item, new Object[] {7, null, null, null, null, null, null, null, null});
        assertThat(mapping.value(item, 0)).isEqualTo(7);
        undo.run(false);
        assertThat(mapping.value(item, 0)).isNull();
    }

    @Test
    void embeddedValueIsNullWhenAllItsColumnsAre() throws ReflectiveOperationException {
        Mapping<Persistent> mapping = models.mapping("shop.Shelf$Item");
        Persistent item = read(
                mapping, new ArrayRow(1, 10, null, (short) 2, "CM", null, null, null, null), mapping.instantiate());
        Object size = models.make("shop.Shelf$Size", 10, null, (byte) 2, models.constant("shop.Shelf$Unit", "CM"));

        assertThat(Compiled.get(item, "size")).isEqualTo(size);
        assertThat(Compiled.get(item, "box")).isNull();
        assertThat(((ActiveRecord<?>) item).changes()).isEmpty();

        Compiled.set(item, "box", size);
        assertThat(((ActiveRecord<?>) item).changes()).containsExactly("boxLayers", "boxUnit", "boxWidth");
    }

    @Test
    void embeddedValueNeedsItsPrimitiveComponents() throws ReflectiveOperationException {
        Mapping<Persistent> mapping = models.mapping("shop.Shelf$Item");
        Persistent item = mapping.instantiate();
        ArrayRow row = new ArrayRow(1, null, 1.5, null, null, null, null, null, null);
        assertThatThrownBy(() -> read(mapping, row, item))
                .isInstanceOf(MappingException.class)
                .hasMessageContaining("Item.sizeWidth");
    }

    @Test
    void attributesOfMixinsAreColumns() throws ReflectiveOperationException {
        Mapping<Persistent> mapping = models.mapping("shop.Order");
        Persistent order = read(mapping, new ArrayRow(5L, "Ann", null, 2, "acme"), mapping.instantiate());
        Attribute<?> tenant = (Attribute<?>) models.constant("shop.Tenanted", "TENANT_ID");
        assertThat(tenant.get(order)).isEqualTo("acme");
        assertThat(((ActiveRecord<?>) order).changes()).isEmpty();
    }

    @Test
    void hooksOfMixinsRunInTheOrderOfTheirDeclaration() throws ReflectiveOperationException {
        Mapping<Persistent> mapping = models.mapping("shop.Order");
        Persistent order = mapping.instantiate();
        assertThat(mapping.hooks(Lifecycle.BEFORE_INSERT)).hasSize(2);
        assertThat(mapping.hooks(Lifecycle.BEFORE_UPDATE)).hasSize(1);

        mapping.hooks(Lifecycle.BEFORE_INSERT).forEach(hook -> complete(hook.on(order)));
        assertThat(mapping.value(order, Compiled.index(mapping, "saves"))).isEqualTo(1);
        assertThat(mapping.value(order, Compiled.index(mapping, "tenantId"))).isEqualTo("t1");
    }

    @ParameterizedTest
    @CsvSource({"shop.Product, BEFORE_SAVE", "shop.Order, BEFORE_DELETE", "shop.Supplier, AFTER_SAVE"})
    void onlyOverriddenHooksAreCalled(String model, Lifecycle overridden) throws ReflectiveOperationException {
        Mapping<Persistent> mapping = models.mapping(model);
        assertThat(mapping.hooks(overridden)).hasSize(1);
        assertThat(mapping.hooks(Lifecycle.AFTER_COMMIT)).isEmpty();
    }

    @Test
    void uuidKeyIsMadeByTheModel() throws ReflectiveOperationException {
        Mapping<Persistent> mapping = models.mapping("Rootless");
        Persistent record = mapping.instantiate();
        UUID key = mapping.keyOfNew(record);
        assertThat(key.version()).isEqualTo(7);
        assertThat(mapping.keyOfNew(record)).isEqualTo(key);
    }

    @Test
    void propertiesBindWhatIsStored() throws ReflectiveOperationException {
        assertThat(bound("shop.Product_", "status", models.constant("shop.Product$Status", "SOLD")))
                .isEqualTo("SOLD");
        assertThat(bound("shop.Everything_", "tiny", (byte) 4)).isEqualTo((short) 4);
        assertThat(bound("shop.Everything_", "integer", BigInteger.TEN)).isEqualTo(BigDecimal.TEN);
        assertThat(bound("shop.Everything_", "letter", 'c')).isEqualTo("c");
        assertThat(bound("shop.Everything_", "names", List.of("a", "b"))).isEqualTo("a,b");
        assertThat(bound("shop.Everything_", "cents", 5L)).isEqualTo(new BigDecimal(5));
        assertThat(bound("shop.Everything_", "buffer", ByteBuffer.wrap(new byte[] {1})))
                .isEqualTo(new byte[] {1});
    }

    @Test
    void propertiesAreCalledByModelAndName() throws ReflectiveOperationException {
        assertThat(models.constant("shop.Shelf_Item_", "sizeUnit")).hasToString("Item.sizeUnit");
    }

    private List<String> columns(String model) throws ReflectiveOperationException {
        return models.mapping(model).columns().stream().map(Column::name).toList();
    }

    private List<Role> roles(String model) throws ReflectiveOperationException {
        return models.mapping(model).properties().stream()
                .map(MappedProperty::role)
                .toList();
    }

    private static Object field(Object record, String name) throws ReflectiveOperationException {
        return Objects.requireNonNull(Compiled.get(record, name));
    }

    private static void complete(Publisher<?> hook) {
        Flux.from(hook).blockLast();
    }

    @SuppressWarnings("unchecked") // The test knows the type of the property.
    private @Nullable Object bound(String generated, String property, Object value)
            throws ReflectiveOperationException {
        Property<?, Object> constant = (Property<?, Object>) models.constant(generated, property);
        Predicate.Comparison comparison =
                (Predicate.Comparison) constant.eq(value).predicate();
        return ((SqlExpression.Param) comparison.right()).value();
    }

    /** Return a row of {@code Everything} with a value in each column, of the class that a driver returns. */
    private @Nullable Object[] everything() throws ReflectiveOperationException {
        Mapping<Persistent> mapping = models.mapping("shop.Everything");
        return mapping.columns().stream()
                .map(column -> switch (column.name()) {
                    case "integer" -> new BigDecimal("12.00");
                    case "instant" -> Instant.parse("2026-01-02T03:04:05Z");
                    case "names", "json_names" -> "a,b";
                    case "counts" -> "{\"a\":[1]}";
                    case "cents", "cents_or_null" -> new BigDecimal(99);
                    case "letter", "letter_or_null" -> "x";
                    default -> sample(column.type());
                })
                .toArray();
    }

    private static Object sample(SqlType type) {
        return switch (type) {
            case BOOLEAN -> true;
            case SMALLINT -> (short) 1;
            case INTEGER -> 2;
            case BIGINT -> 3L;
            case REAL -> 4f;
            case DOUBLE -> 5d;
            case DECIMAL -> new BigDecimal("6.50");
            case TEXT, NAMED -> "text";
            case JSON -> "{}";
            case UUID -> UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");
            case DATE -> LocalDate.of(2026, 1, 2);
            case TIME -> LocalTime.of(3, 4);
            case TIME_WITH_TIME_ZONE -> OffsetTime.parse("03:04+01:00");
            case TIMESTAMP -> LocalDateTime.of(2026, 1, 2, 3, 4);
            case TIMESTAMP_WITH_TIME_ZONE -> OffsetDateTime.parse("2026-01-02T03:04Z");
            case BINARY -> new byte[] {1, 2};
            case TEXT_ARRAY, NAMED_ARRAY -> new String[] {"one", "two"};
            default -> throw new IllegalArgumentException(type.name());
        };
    }
}
