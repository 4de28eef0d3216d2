package io.fluxrecord.processor.read;

import io.fluxrecord.processor.plan.Storage;
import io.fluxrecord.processor.report.CompileError;
import io.fluxrecord.sql.SqlType;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.lang.model.element.VariableElement;

/** Reads {@code @Column(type)}, which enters SQL as it stands, so it is the name of a type and nothing else. */
final class DatabaseType {

    private static final String WORD = "[\\p{L}_][\\p{L}\\p{N}_$]*";

    /** The H2 driver splits statements at a semicolon, and what a backslash means is a setting of other databases. */
    private static final String ORDINARY = "\\p{Cntrl};\\\\";

    private static final String NAME = "(?:" + WORD + "|\"(?:[^\"" + ORDINARY + "]|\"\")+\")";
    private static final String ARGUMENT = "(?:-?\\d{1,9}|" + WORD + "|'(?:[^'" + ORDINARY + "]|'')*')";
    private static final String ARGUMENTS = "(?: ?\\(" + ARGUMENT + "(?:, ?" + ARGUMENT + ")*\\))?";
    private static final Pattern TYPE = Pattern.compile(
            NAME + "(?:\\." + NAME + ")?" + ARGUMENTS + "(?: " + WORD + ARGUMENTS + ")*(?: ?\\[\\d{0,9}\\])*");

    /** What may come after a type in the definition of a column, and is no part of it. */
    private static final Set<String> CONSTRAINTS = Set.of(
            "as",
            "auto_increment",
            "check",
            "comment",
            "constraint",
            "default",
            "generated",
            "identity",
            "invisible",
            "key",
            "not",
            "null",
            "on",
            "primary",
            "references",
            "storage",
            "unique",
            "using");

    private final ModelScope scope;

    DatabaseType(ModelScope scope) {
        this.scope = scope;
    }

    /** Return how a property is stored in a column of such a type, having reported what is none. */
    Optional<Storage> read(VariableElement variable, Storage storage, String type) {
        if (!isType(type)) {
            scope.problem(CompileError.COLUMN_TYPE, variable, ModelScope.describe(variable), type);
            return Optional.empty();
        }
        boolean text = storage.sqlType() == SqlType.TEXT || storage.sqlType() == SqlType.TEXT_ARRAY;
        return Optional.of(text ? storage.asNamed() : storage);
    }

    private static boolean isType(String type) {
        return TYPE.matcher(type).matches()
                && Pattern.compile("\"(?:[^\"]|\"\")*\"|'(?:[^']|'')*'")
                        .matcher(type)
                        .replaceAll(" ")
                        .lines()
                        .flatMap(Pattern.compile("[^\\p{L}\\p{N}_$]+")::splitAsStream)
                        .noneMatch(word -> CONSTRAINTS.contains(word.toLowerCase(Locale.ROOT)));
    }
}
