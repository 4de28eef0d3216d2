package io.fluxrecord.processor.plan;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How a value that is not null becomes the value that R2DBC knows, and back. */
public enum Form {
    /** As it is. */
    PLAIN(Object.class, "$L", "$L"),
    /** A {@code Byte}, as a {@code Short}. */
    BYTE(Byte.class, "$L.shortValue()", "$L.byteValue()"),
    /** A {@code Character}, as text of one. */
    CHARACTER(Character.class, "$L.toString()", "$L.charAt(0)"),
    /** A {@code BigInteger}, as a {@code BigDecimal}. */
    BIG_INTEGER(BigInteger.class, "new $T($L)", "$L.toBigIntegerExact()"),
    /** A {@code byte[]}, of which the row seen keeps a copy. */
    BYTES(byte[].class, "$L", "$L"),
    /** A {@code ByteBuffer}, as the bytes that remain in it. */
    BYTE_BUFFER(ByteBuffer.class, "bytes($L)", "$T.wrap($L.clone())"),
    /** A {@code String[]}, which drivers return as an array of several classes. */
    TEXTS(String[].class, "$L", "$L"),
    /** An array of another type, of which the row seen keeps a copy. */
    ARRAY(Object[].class, "$L", "$L"),
    /** A {@code List}, as an array. */
    LIST(List.class, "$L.toArray(new $T[0])", "new $T<>($T.asList($L))");

    private final Class<?> type;
    private final String store;
    private final String restore;

    Form(Class<?> type, String store, String restore) {
        this.type = type;
        this.store = store;
        this.restore = restore;
    }

    /** Return the type of the values before they are stored; only for forms that are not direct. */
    public Class<?> type() {
        return type;
    }

    /** Return whether a value is stored as it is, so that a null needs no care. */
    public boolean isDirect() {
        return this == PLAIN || this == BYTES || this == TEXTS || this == ARRAY;
    }

    /**
     * Return the expression that turns a value into what is stored.
     *
     * @param type of the value
     * @param stored the class of what is stored
     */
    public CodeBlock store(CodeBlock value, TypeName type, TypeName stored) {
        if (this == LIST) {
            return CodeBlock.of(store, value, ((ArrayTypeName) stored).componentType());
        }
        if (type.isPrimitive() && this == BYTE) {
            return CodeBlock.of("(short) $L", value);
        }
        if (type.isPrimitive() && this == CHARACTER) {
            return CodeBlock.of("$T.valueOf($L)", String.class, value);
        }
        return this == BIG_INTEGER ? CodeBlock.of(store, BigDecimal.class, value) : CodeBlock.of(store, value);
    }

    /** Return the expression that turns what is stored into a value. */
    public CodeBlock restore(CodeBlock stored) {
        return switch (this) {
            case BYTE_BUFFER -> CodeBlock.of(restore, ByteBuffer.class, stored);
            case LIST -> CodeBlock.of(restore, ArrayList.class, Arrays.class, stored);
            default -> CodeBlock.of(restore, stored);
        };
    }
}
