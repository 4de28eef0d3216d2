package io.fluxrecord.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import io.fluxrecord.processor.plan.ColumnPlan;
import io.fluxrecord.processor.plan.Conversion;
import io.fluxrecord.processor.plan.Form;
import io.fluxrecord.processor.plan.ModelPlan;
import io.fluxrecord.processor.plan.Place;
import io.fluxrecord.processor.plan.Storage;
import io.fluxrecord.query.BooleanProperty;
import io.fluxrecord.query.ComparableProperty;
import io.fluxrecord.query.NumericProperty;
import io.fluxrecord.query.Property;
import io.fluxrecord.query.TemporalProperty;
import io.fluxrecord.query.TextProperty;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import javax.lang.model.element.Modifier;

/** Writes the constants that queries are made of, one per property. */
final class ConstantWriter {

    private final ModelPlan plan;
    private final Identifiers identifiers;

    ConstantWriter(ModelPlan plan, Identifiers identifiers) {
        this.plan = plan;
        this.identifiers = identifiers;
    }

    FieldSpec write(int index) {
        ColumnPlan column = plan.columns().get(index);
        Storage storage = column.storage();
        TypeName value = column.type().box();
        ClassName type = ClassName.get(
                switch (storage.kind()) {
                    case TEXT -> TextProperty.class;
                    case NUMERIC -> NumericProperty.class;
                    case TEMPORAL -> TemporalProperty.class;
                    case BOOLEAN -> BooleanProperty.class;
                    case COMPARABLE -> ComparableProperty.class;
                    case PLAIN -> Property.class;
                });
        CodeBlock.Builder arguments = CodeBlock.builder().add("$N, $L", identifiers.mapping(), index);
        if (storage.kind() == Storage.Kind.NUMERIC) {
            primitiveBeside(column)
                    .ifPresent(primitive -> arguments.add(", $N.column($L)", identifiers.mapping(), primitive));
        }
        if (!storage.isDirect()) {
            arguments.add(", $L", toDatabase(column));
        }
        ParameterizedTypeName parameterized =
                storage.kind() == Storage.Kind.TEXT || storage.kind() == Storage.Kind.BOOLEAN
                        ? ParameterizedTypeName.get(type, plan.model())
                        : ParameterizedTypeName.get(type, plan.model(), value);
        return FieldSpec.builder(
                        parameterized, identifiers.constant(column), Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .initializer(
                        value.equals(TypeName.get(Instant.class)) && storage.isDirect()
                                ? "$T.ofInstant($L)"
                                : "new $T<>($L)",
                        type,
                        arguments.build())
                .build();
    }

    /** Return the index of a primitive component of the embedded value that a column is of, if it has one. */
    private OptionalInt primitiveBeside(ColumnPlan column) {
        return IntStream.range(0, plan.columns().size())
                .filter(index -> {
                    ColumnPlan other = plan.columns().get(index);
                    return other.type().isPrimitive()
                            && other.place() instanceof Place.Component primitive
                            && column.place() instanceof Place.Component component
                            && component.whole().equals(primitive.whole());
                })
                .findFirst();
    }

    /** Return the function that turns a value of a property into what is bound. */
    private CodeBlock toDatabase(ColumnPlan column) {
        Form form = column.storage().form();
        Conversion conversion = column.storage().conversion().orElse(null);
        if (conversion instanceof Conversion.ByName byName && byName.labels().isEmpty()) {
            return CodeBlock.of("$T::name", byName.constants());
        }
        if (conversion != null && form.isDirect()) {
            return CodeBlock.of("$N.$N::toDatabase", ModelPlan.MAPPING, identifiers.converter(column));
        }
        if (conversion != null) {
            return CodeBlock.of("value -> $L", stored(column, CodeBlock.of("value")));
        }
        return switch (form) {
            case BYTE -> CodeBlock.of("$T::shortValue", Byte.class);
            case CHARACTER -> CodeBlock.of("$T::toString", Object.class);
            case BIG_INTEGER -> CodeBlock.of("$T::new", BigDecimal.class);
            case BYTE_BUFFER -> CodeBlock.of("$N::bytes", ModelPlan.MAPPING);
            case LIST -> CodeBlock.of("value -> $L", stored(column, CodeBlock.of("value")));
            case PLAIN, BYTES, TEXTS, ARRAY -> throw new IllegalArgumentException(form + " is bound as it is");
        };
    }

    /** Return the expression that turns a value of a property, not null, into what is bound. */
    private CodeBlock stored(ColumnPlan column, CodeBlock value) {
        Form form = column.storage().form();
        Conversion conversion = column.storage().conversion().orElse(null);
        if (conversion instanceof Conversion.ByName byName && byName.labels().isEmpty()) {
            return CodeBlock.of("$L.name()", value);
        }
        if (conversion == null) {
            return form.store(value, column.type(), column.storage().stored());
        }
        CodeBlock converted =
                CodeBlock.of("$N.$N.toDatabase($L)", ModelPlan.MAPPING, identifiers.converter(column), value);
        CodeBlock stored =
                form.store(converted, column.type().box(), column.storage().stored());
        return form == Form.BYTE_BUFFER ? CodeBlock.of("$N.$L", ModelPlan.MAPPING, stored) : stored;
    }

    /** Return the expression that turns a part of the key, which may be null, into what is bound. */
    CodeBlock bound(ColumnPlan key) {
        return bound(key, CodeBlock.of("$N", identifiers.variable(key)));
    }

    /** Return the same for a part of the key that is found elsewhere. */
    CodeBlock bound(ColumnPlan key, CodeBlock value) {
        Guarded guarded = new Guarded();
        if (!key.storage().isDirect() && !key.type().isPrimitive()) {
            guarded.against(value);
        }
        return guarded.expression(stored(key, value));
    }
}
