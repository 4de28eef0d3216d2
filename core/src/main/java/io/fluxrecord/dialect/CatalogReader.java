package io.fluxrecord.dialect;

import io.fluxrecord.catalog.Catalog;
import io.fluxrecord.catalog.CatalogColumn;
import io.fluxrecord.catalog.CatalogIndex;
import io.fluxrecord.catalog.CatalogSelection;
import io.fluxrecord.catalog.CatalogType;
import io.fluxrecord.sql.Column;
import io.r2dbc.spi.Connection;
import org.reactivestreams.Publisher;

/**
 * Reads what a database tells of its schema. Immutable and safe for all threads.
 *
 * @since 0.1
 */
public interface CatalogReader {

    /**
     * Read a part of the catalog with a few queries, however many tables it has. Emits it once; what is not there, or
     * may not be seen, is left out. The connection may be {@linkplain io.r2dbc.spi.Wrapped wrapped}; one query runs on
     * it after the other.
     */
    Publisher<Catalog> read(Connection connection, CatalogSelection selection);

    /** Return the type that the catalog tells of a column which was made for a model's. */
    CatalogType typeOf(Column column);

    /**
     * Return whether a column of a type takes all values of another, apart from length, digits and signs, and gives
     * them back. By default that is so for the same type, for numbers that have as many digits, for JSON in text and
     * for dates in timestamps, unless the column pads them or takes but a part of them. Of arrays, the elements are
     * asked for, too.
     *
     * @param asked what {@link #typeOf} has returned
     * @param there the type of the column in the database
     */
    default boolean holds(CatalogType asked, CatalogType there) {
        return HeldTypes.holds(asked, there);
    }

    /**
     * Return whether an index has all rows in which a column is null, and no others. By default that is not known of
     * any: false.
     *
     * @param column as the catalog spells it
     */
    default boolean hasJustNulls(CatalogIndex index, String column) {
        return false;
    }

    /**
     * Return whether an index has no row in which a column is not null, be it that it lacks others. By default that is
     * known of those that {@linkplain #hasJustNulls have just those}.
     *
     * @param column as the catalog spells it
     */
    default boolean hasNothingButNulls(CatalogIndex index, String column) {
        return hasJustNulls(index, column);
    }

    /**
     * Return whether a column is computed as {@link io.fluxrecord.Schema} does it to leave rows out of a unique index:
     * as a constant where another column is null, and null elsewhere. By default that is not known of any: false.
     *
     * @param other as the catalog spells it
     */
    default boolean marksNull(CatalogColumn column, String other) {
        return false;
    }

    /**
     * Return whether a {@code String} property can have all values of a type that no {@link io.fluxrecord.sql.SqlType}
     * stands for, and an array of them a {@code String[]}, where {@code @Column(type)} names it. By default that is so
     * for all types.
     */
    default boolean isText(CatalogType type) {
        return true;
    }
}
