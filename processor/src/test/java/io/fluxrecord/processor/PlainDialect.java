package io.fluxrecord.processor;

import io.fluxrecord.dialect.Dialect;
import io.fluxrecord.sql.Column;

/** A dialect of no database: what a row holds is what it answers. */
final class PlainDialect implements Dialect {

    @Override
    public String driver() {
        return "none";
    }

    @Override
    public String columnType(Column column) {
        return column.type().name();
    }
}
