package io.fluxrecord.generate;

import com.palantir.javapoet.TypeName;
import io.fluxrecord.sql.SqlType;
import org.jspecify.annotations.Nullable;

/** What becomes of the type of a column. */
sealed interface TypePlan {

    /** It is not mapped, for a reason that ends a sentence. */
    record Unmapped(String reason) implements TypePlan {}

    /**
     * A property has it.
     *
     * @param java a class, also where there is a primitive for it
     * @param length 0 for what is not worth saying
     * @param secondPrecision -1 for what the dialect has
     * @param declared what {@code @Column(type)} is to say; null for nothing
     */
    record Mapped(
            TypeName java,
            SqlType stored,
            int length,
            int precision,
            int scale,
            int secondPrecision,
            @Nullable String declared)
            implements TypePlan {

        static Mapped plain(TypeName java, SqlType stored) {
            return new Mapped(java, stored, 0, 0, 0, -1, null);
        }

        Mapped withLength(int characters) {
            return new Mapped(java, stored, characters, precision, scale, secondPrecision, declared);
        }

        Mapped withDigits(int digits, int afterPoint) {
            return new Mapped(java, stored, length, digits, afterPoint, secondPrecision, declared);
        }

        Mapped withSecondPrecision(int digits) {
            return new Mapped(java, stored, length, precision, scale, digits, declared);
        }

        Mapped withDeclared(String type) {
            return new Mapped(java, stored, length, precision, scale, secondPrecision, type);
        }

        /** Return whether values can be told apart as keys are. */
        boolean isKeyType() {
            return stored != SqlType.BINARY && stored != SqlType.JSON && !stored.isArray();
        }

        /** Return whether it is a number that a database may count up. */
        boolean isCounted() {
            return stored == SqlType.SMALLINT || stored == SqlType.INTEGER || stored == SqlType.BIGINT;
        }
    }
}
