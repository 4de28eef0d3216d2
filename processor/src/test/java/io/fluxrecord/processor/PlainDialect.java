package io.fluxrecord.processor;

import io.fluxrecord.dialect.Dialect;
import io.fluxrecord.sql.Column;
import java.util.List;

/** A dialect of no database: what a row holds is what it answers. */
final class PlainDialect implements Dialect {

    @Override
    public String driver() {
        return "none";
    }

    @Override
    public String marker(int position) {
        return "?";
    }

    @Override
    public String returning(String insert, List<String> quotedColumns) {
        return insert;
    }

    @Override
    public String columnType(Column column) {
        return column.type().name();
    }

    @Override
    public String series(String count) {
        return count;
    }
}
