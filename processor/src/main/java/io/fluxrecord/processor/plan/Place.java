package io.fluxrecord.processor.plan;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;

/** Where a record keeps a value. In generated code the record is called {@code record}. */
public sealed interface Place {

    /** In the state that every record has; the mapping reaches it without generated code. */
    record State() implements Place {}

    /** Somewhere that generated code reads. */
    sealed interface Legible extends Place {

        /** Return the expression that reads the value. */
        CodeBlock read();
    }

    /** Somewhere that generated code reads and writes. */
    sealed interface Reachable extends Legible {

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

    /** Behind a method that reads it. */
    record Getter(String name) implements Legible {

        @Override
        public CodeBlock read() {
            return CodeBlock.of("record.$N()", name);
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
     * In a relation, as a part of the key that it holds.
     *
     * @param relation where the relation is
     */
    record KeyPart(Legible relation, int index) implements Place {

        /** Return the expression that reads the part as it is bound. */
        public CodeBlock read() {
            return CodeBlock.of("$L.part($L)", relation.read(), index);
        }

        /** Return the statement that sets the part to what is stored. */
        public CodeBlock write(CodeBlock stored) {
            return CodeBlock.of("$L.part($L, $L)", relation.read(), index, stored);
        }
    }

    /**
     * A Java record whose components have columns of their own.
     *
     * @param property the name of the property that holds it
     */
    record Embedded(String property, TypeName type, Reachable place) {}
}
