package io.fluxrecord.processor.plan;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import io.fluxrecord.generated.EnumConverter;
import io.fluxrecord.generated.JsonConverter;
import java.util.Map;
import java.util.Optional;

/** A converter between a property and the database, of which a generated class holds one instance. */
public sealed interface Conversion {

    /** Return the simple name of the class that stands for it. */
    String name();

    /** Return the type of the constant that holds the converter. */
    TypeName type();

    /** Return the expression that makes the converter. */
    CodeBlock make();

    /**
     * The converter of an enum, by name.
     *
     * @param unknown the constant that any other name becomes
     * @param labels what is stored in place of the name, by the names of constants
     */
    record ByName(ClassName constants, Optional<String> unknown, Map<String, String> labels) implements Conversion {

        @Override
        public String name() {
            return constants.simpleName();
        }

        @Override
        public TypeName type() {
            return ParameterizedTypeName.get(ClassName.get(EnumConverter.class), constants);
        }

        @Override
        public CodeBlock make() {
            CodeBlock unknownAs = unknown.map(constant -> CodeBlock.of(", $T.$N", constants, constant))
                    .orElse(CodeBlock.of(labels.isEmpty() ? "" : ", null"));
            return CodeBlock.of("new $T<>($T.values()$L$L)", EnumConverter.class, constants, unknownAs, byConstant());
        }

        private CodeBlock byConstant() {
            CodeBlock entries = labels.entrySet().stream()
                    .map(label -> CodeBlock.of(
                            "$T.entry($L, $L)", Map.class, Literals.of(label.getKey()), Literals.of(label.getValue())))
                    .collect(CodeBlock.joining(", "));
            return labels.isEmpty() ? CodeBlock.of("") : CodeBlock.of(", $T.ofEntries($L)", Map.class, entries);
        }
    }

    /**
     * The converter to JSON and back of one property.
     *
     * @param value the type of the property, boxed
     * @param property the model and the property, for messages
     */
    record Json(TypeName value, String property) implements Conversion {

        @Override
        public String name() {
            return property.substring(property.lastIndexOf('.') + 1);
        }

        @Override
        public TypeName type() {
            return ParameterizedTypeName.get(ClassName.get(JsonConverter.class), value);
        }

        @Override
        public CodeBlock make() {
            return CodeBlock.of("new $T($S) {}", type(), property);
        }
    }

    /** A converter that the application wrote. */
    record Custom(ClassName type) implements Conversion {

        @Override
        public String name() {
            return type.simpleName();
        }

        @Override
        public CodeBlock make() {
            return CodeBlock.of("new $T()", type);
        }
    }
}
