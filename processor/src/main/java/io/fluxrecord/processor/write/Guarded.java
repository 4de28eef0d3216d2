package io.fluxrecord.processor.write;

import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.List;

/** An expression that is null where something on the way to it is. */
final class Guarded {

    private final List<CodeBlock> mayBeNull = new ArrayList<>();

    /** Add something that may be null. */
    void against(CodeBlock value) {
        mayBeNull.add(value);
    }

    /** Return the whole expression. */
    CodeBlock expression(CodeBlock expression) {
        if (mayBeNull.isEmpty()) {
            return expression;
        }
        CodeBlock condition = mayBeNull.stream()
                .map(value -> CodeBlock.of("$L == null", value))
                .collect(CodeBlock.joining(" || "));
        return CodeBlock.of("$L ? null : $L", condition, expression);
    }
}
