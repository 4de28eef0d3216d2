package io.fluxrecord.processor.read;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.TypeName;
import io.fluxrecord.processor.plan.Form;
import io.fluxrecord.processor.plan.Storage;
import io.fluxrecord.processor.plan.Storage.Kind;
import io.fluxrecord.sql.SqlType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** The types that columns store without a converter (R2DBC 1.0, chapter 14), enums aside. */
final class StoredTypes {

    private static final Map<String, Storage> BY_NAME = Map.ofEntries(
            entry(Boolean.class, SqlType.BOOLEAN, Kind.BOOLEAN),
            entry(Short.class, SqlType.SMALLINT, Kind.NUMERIC),
            entry(Integer.class, SqlType.INTEGER, Kind.NUMERIC),
            entry(Long.class, SqlType.BIGINT, Kind.NUMERIC),
            entry(Float.class, SqlType.REAL, Kind.NUMERIC),
            entry(Double.class, SqlType.DOUBLE, Kind.NUMERIC),
            entry(BigDecimal.class, SqlType.DECIMAL, Kind.NUMERIC),
            entry(String.class, SqlType.TEXT, Kind.TEXT),
            entry(UUID.class, SqlType.UUID, Kind.PLAIN),
            entry(LocalDate.class, SqlType.DATE, Kind.TEMPORAL),
            entry(LocalTime.class, SqlType.TIME, Kind.TEMPORAL),
            entry(OffsetTime.class, SqlType.TIME_WITH_TIME_ZONE, Kind.TEMPORAL),
            entry(LocalDateTime.class, SqlType.TIMESTAMP, Kind.TEMPORAL),
            entry(OffsetDateTime.class, SqlType.TIMESTAMP_WITH_TIME_ZONE, Kind.TEMPORAL),
            entry(Instant.class, SqlType.TIMESTAMP_WITH_TIME_ZONE, Kind.TEMPORAL),
            entry(Duration.class, SqlType.DURATION, Kind.COMPARABLE),
            entry(Period.class, SqlType.PERIOD, Kind.PLAIN),
            entry(Byte.class, storage(SqlType.SMALLINT, TypeName.get(Short.class), Form.BYTE, Kind.NUMERIC)),
            entry(Character.class, storage(SqlType.TEXT, TypeName.get(String.class), Form.CHARACTER, Kind.PLAIN)),
            entry(
                    BigInteger.class,
                    storage(SqlType.DECIMAL, TypeName.get(BigDecimal.class), Form.BIG_INTEGER, Kind.NUMERIC)),
            entry(
                    ByteBuffer.class,
                    storage(SqlType.BINARY, ArrayTypeName.of(TypeName.BYTE), Form.BYTE_BUFFER, Kind.PLAIN)));

    private static final Storage BYTES =
            storage(SqlType.BINARY, ArrayTypeName.of(TypeName.BYTE), Form.BYTES, Kind.PLAIN);
    private static final Storage TEXTS =
            storage(SqlType.TEXT_ARRAY, ArrayTypeName.of(String.class), Form.TEXTS, Kind.PLAIN);

    private StoredTypes() {}

    /** Return how a boxed, declared or array type is stored. */
    static Optional<Storage> find(TypeMirror type) {
        if (type.getKind() == TypeKind.ARRAY) {
            TypeMirror component = ((ArrayType) type).getComponentType();
            if (component.getKind() == TypeKind.BYTE) {
                return Optional.of(BYTES);
            }
            return Symbols.name(component).equals("java.lang.String")
                    ? Optional.of(TEXTS)
                    : array(component, Form.ARRAY);
        }
        if (Symbols.name(type).equals("java.util.List")) {
            List<? extends TypeMirror> elements = ((DeclaredType) type).getTypeArguments();
            return elements.size() == 1 ? array(elements.get(0), Form.LIST) : Optional.empty();
        }
        return Optional.ofNullable(BY_NAME.get(Symbols.name(type)));
    }

    /** Return how an array or list is stored; not that of a type which is stored as another one, nor one of bytes. */
    private static Optional<Storage> array(TypeMirror element, Form form) {
        return Optional.ofNullable(BY_NAME.get(Symbols.name(element)))
                .filter(scalar -> scalar.form() == Form.PLAIN)
                .flatMap(scalar -> Stream.of(SqlType.values())
                        .filter(type -> type.element() == scalar.sqlType())
                        .findFirst()
                        .map(type -> storage(type, ArrayTypeName.of(scalar.stored()), form, Kind.PLAIN)));
    }

    private static Map.Entry<String, Storage> entry(Class<?> type, SqlType sqlType, Kind kind) {
        return entry(type, storage(sqlType, TypeName.get(type), Form.PLAIN, kind));
    }

    private static Map.Entry<String, Storage> entry(Class<?> type, Storage storage) {
        return Map.entry(type.getName(), storage);
    }

    private static Storage storage(SqlType sqlType, TypeName stored, Form form, Kind kind) {
        return new Storage(sqlType, stored, form, kind, Optional.empty());
    }
}
