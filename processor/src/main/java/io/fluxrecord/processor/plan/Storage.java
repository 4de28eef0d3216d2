package io.fluxrecord.processor.plan;

import com.palantir.javapoet.TypeName;
import io.fluxrecord.sql.SqlType;
import java.util.Optional;

/**
 * How values of one Java type are stored.
 *
 * @param stored the class that a row is asked for
 * @param conversion what comes between the property and the form, if anything
 */
public record Storage(SqlType sqlType, TypeName stored, Form form, Kind kind, Optional<Conversion> conversion) {

    /** Which class of property offers the comparisons that the type has. */
    public enum Kind {
        PLAIN,
        TEXT,
        NUMERIC,
        TEMPORAL,
        BOOLEAN,
        COMPARABLE
    }

    /** Return this storage behind a converter; the database may not order values as the application would. */
    public Storage behind(Conversion conversion) {
        return new Storage(sqlType, stored, form, Kind.PLAIN, Optional.of(conversion));
    }

    /** Return this storage for text that the database checks and stores as JSON. */
    public Storage asJson() {
        return new Storage(SqlType.JSON, stored, form, Kind.PLAIN, conversion);
    }

    /**
     * Return this storage for text, or an array of it, that a type of the database is read and written as; the database
     * orders values as it does.
     */
    public Storage asNamed() {
        return new Storage(
                sqlType == SqlType.TEXT_ARRAY ? SqlType.NAMED_ARRAY : SqlType.NAMED,
                stored,
                form,
                conversion.orElse(null) instanceof Conversion.ByName ? Kind.COMPARABLE : kind,
                conversion);
    }

    /** Return whether what is stored is the property itself. */
    public boolean isDirect() {
        return form.isDirect() && conversion.isEmpty();
    }
}
