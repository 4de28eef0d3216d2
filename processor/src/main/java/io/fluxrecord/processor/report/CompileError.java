package io.fluxrecord.processor.report;

import java.util.Locale;
import javax.tools.Diagnostic;

/**
 * Everything that can be wrong with a model. The codes are stable: a code is never given another meaning, and each is
 * explained in {@code docs/guide/compile-errors.md}.
 */
public enum CompileError {
    NO_KEY(1, "%s has no key: add an @Id field or implement UuidKey"),
    TWO_KEYS(2, "%s is an @Id field of a model that implements UuidKey: remove @Id or UuidKey"),
    KEY_TYPE(3, "%s cannot be a key, because it is %s: choose a column with a plain, comparable value"),
    SEQUENCE_KEY(
            4,
            "%s is @Sequence but no generated key: put it on one @Id of type Long, Integer, Short or a primitive of"
                    + " these, or remove it"),
    SEQUENCE_BLOCK(5, "%s takes keys from its @Sequence in blocks of %s: choose a number from 1 to %s"),

    UNMAPPABLE_TYPE(10, "%s has type %s, which no column stores: add %s"),
    FINAL_FIELD(11, "%s is final: remove final; a record is filled after construction"),
    INACCESSIBLE_FIELD(12, "%s cannot be reached by generated code in package %s: %s"),
    SHADOWED_MIXIN(13, "%s has the name of a property of %s: remove the field: the mixin holds it"),
    DUPLICATE_PROPERTY(14, "%s makes a second property named '%s': rename one of them"),
    DUPLICATE_COLUMN(15, "%s is stored in column '%s', which already stores '%s': name another column with %s"),
    UNKNOWN_PROPERTY(16, "@Table(columns) of %s renames '%s', which is no property; its properties are %s"),
    EMPTY_NAME(17, "%s is given an empty %s name: leave it out or write the name"),
    CONTRADICTION(18, "%s %s: %s"),
    INACCESSIBLE_TYPE(19, "%s has type %s, which generated code in package %s cannot name: make the type %s"),

    EMBEDDED_TYPE(20, "%s is @Embedded, but %s is not a Java record with components: make it one, or use @Convert"),
    EMBEDDED_COMPONENT(21, "%s cannot embed component '%s' of %s, because %s"),

    CONVERTER_CLASS(30, "%s cannot use converter %s: make it a concrete, %s class with a no-argument constructor"),
    CONVERTER_VALUE(31, "%s has type %s, but converter %s is for %s: use a Converter<%s, …>"),
    CONVERTER_STORED(32, "%s cannot use converter %s, which stores %s: let it store a type that a column has"),
    UNKNOWN_AS(33, "%s cannot be @UnknownAs(\"%s\"), because %s"),
    LABELS(
            34,
            "%s cannot be stored, because constants %3$s and %4$s of %2$s are both stored as '%5$s': change a @Label"),
    COLUMN_TYPE(
            35,
            "%s is @Column(type = \"%s\"), which is no more than text to put into SQL: write the name of a type, with a"
                    + " schema, quotes, numbers or labels in parentheses, or brackets if need be, but no semicolon, backslash or constraint"),

    MIXIN_HOOK(40, "@On needs a default method without parameters that returns void or a Publisher, but %s %s"),
    CLASS_HOOK(41, "@On is for mixin interfaces, and %s is in a class: override %s instead"),

    GENERIC_MODEL(50, "%s is generic: a model has no type parameters; put them on an abstract @MappedSuperclass"),
    INNER_MODEL(51, "%s is an inner class: make it static"),
    PRIVATE_MODEL(52, "%s cannot be reached by generated code: make %s package-private or wider"),
    NO_CONSTRUCTOR(53, "%s needs a no-argument constructor that is not private and declares no checked exceptions"),
    SELF_TYPE(54, "%s extends %s: write %s<%s>"),
    EXTENDED_MODEL(
            55,
            "%s extends the model %s: models do not inherit from models; move what they share to an abstract"
                    + " @MappedSuperclass"),
    UNMARKED_SUPERCLASS(56, "%s is a superclass of models and has columns: add @MappedSuperclass"),
    NOT_A_MODEL(57, "%s %s but %s"),
    NOT_A_SUPERCLASS(58, "%s is annotated @MappedSuperclass but is not an abstract class that extends ActiveRecord"),
    NAME_COLLISION(59, "%s cannot have its generated class %s, because %s has that name: rename one of them"),
    OVERRIDDEN_EQUALITY(
            60,
            Diagnostic.Kind.WARNING,
            "%s overrides %s: records are equal when their keys are, whatever else they hold; %s, or add"
                    + " @SuppressWarnings(\"FLX060\")"),
    PROCESSOR_ORDER(
            61,
            Diagnostic.Kind.WARNING,
            "Lombok comes before Fluxrecord and keeps its classes to itself, so models among them are not seen: name"
                    + " fluxrecord-processor before lombok"),

    RELATION_NOT_FINAL(70, "%s is a relation but not final: write final %s %s = %s()"),
    RELATION_TARGET(71, "%s refers to %s, which %s: let it refer to a model with a key of its own"),
    INVERSE(72, "%s %s: name the One of %s that refers to %s"),
    SHARED_COLUMN(73, "%s shares column '%s' with %s, but stores another type: let both be of one type, or rename one"),

    PROJECTION(80, "%s is annotated @Projection, but %s"),

    UNWRITABLE(90, "%s could not be written: %s");

    private final int code;
    private final Diagnostic.Kind kind;
    private final String template;

    CompileError(int code, String template) {
        this(code, Diagnostic.Kind.ERROR, template);
    }

    CompileError(int code, Diagnostic.Kind kind, String template) {
        this.code = code;
        this.kind = kind;
        this.template = template;
    }

    /** An error, or a warning that keeps no code from being generated. */
    Diagnostic.Kind kind() {
        return kind;
    }

    /** The code, as users can look it up: {@code FLX001}. */
    public String code() {
        return String.format(Locale.ROOT, "FLX%03d", code);
    }

    String message(Object... arguments) {
        return "[" + code() + "] " + String.format(Locale.ROOT, template, arguments);
    }
}
