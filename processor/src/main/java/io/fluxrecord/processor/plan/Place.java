package io.fluxrecord.processor.plan;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;

/** Where a record keeps a value. In generated code the record is called {@code record}. */
public sealed interface Place {

    /** In the state that every record has; the mapping reaches it without generated code. */
    record State() implements Place {}

    /** Somewhere that generated code reads and writes. */
    sealed interface Reachable extends Place {

        /** Return the expression that reads the value. */
        CodeBlock read();

        /** Return the statement that writes the value. */
        CodeBlock write(CodeBlock value);
    }

    /** In a field. */
    record Field(String name) implements Reachable {

        @Override
        public CodeBlock read() {
            return CodeBlock.of("record.$N", name);
        }

        @Override
        public CodeBlock write(CodeBlock value) {
            return CodeBlock.of("record.$N = $L", name, value);
        }
    }

    /** Behind methods. */
    record Accessors(String getter, String setter) implements Reachable {

        @Override
        public CodeBlock read() {
            return CodeBlock.of("record.$N()", getter);
        }

        @Override
        public CodeBlock write(CodeBlock value) {
            return CodeBlock.of("record.$N($L)", setter, value);
        }
    }

    /** Under an {@link io.fluxrecord.Attribute} of a mixin. */
    record Attribute(ClassName mixin, String constant) implements Reachable {

        @Override
        public CodeBlock read() {
            return CodeBlock.of("$T.$N.get(record)", mixin, constant);
        }

        @Override
        public CodeBlock write(CodeBlock value) {
            return CodeBlock.of("$T.$N.set(record, $L)", mixin, constant, value);
        }
    }

    /** In a component of an embedded value. */
    record Component(Embedded whole, String accessor) implements Place {}

    /**
     * A Java record whose components have columns of their own.
     *
     * @param property the name of the property that holds it
     */
    record Embedded(String property, TypeName type, Reachable place) {}
}
