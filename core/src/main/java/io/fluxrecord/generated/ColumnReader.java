package io.fluxrecord.generated;

import io.fluxrecord.dialect.Dialect;
import io.fluxrecord.error.MappingException;
import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.SqlType;
import io.r2dbc.spi.ReadableMetadata;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.RowMetadata;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Asks driver and dialect for columns, and remembers how each is to be asked for. */
abstract class ColumnReader {

    private static final byte UNKNOWN = 0;
    private static final byte EXACT = 1;
    private static final byte INEXACT = 2;

    /** Says what a column is read for that holds something else. */
    interface Misfit {
        MappingException of(int column, String what);
    }

    private final List<Column> described;
    private final Misfit misfit;

    final Dialect dialect;
    final int[] columns;
    final int[] positions;

    /** Whether the driver's answers for each column are what it holds, once that is known. */
    private final byte[] exactness;

    /** Whether the driver is asked for a class rather than for anything, until it has refused one. */
    private final boolean[] asksForClass;

    ColumnReader(List<Column> described, Misfit misfit, Dialect dialect, int[] columns, int[] positions) {
        this.described = described;
        this.misfit = misfit;
        this.dialect = dialect;
        this.columns = columns;
        this.positions = positions;
        exactness = new byte[columns.length];
        asksForClass = new boolean[columns.length];
        Arrays.fill(asksForClass, dialect.refusesOtherClasses());
    }

    /** Return the numbers of all columns of a model, counted from one. */
    static int[] all(GeneratedMapping<?> mapping, int first) {
        return IntStream.range(first, first + mapping.columns().size()).toArray();
    }

    /** Return where the columns of a model are in rows that have them by name. */
    static int[] positions(GeneratedMapping<?> mapping, RowMetadata metadata) {
        List<String> names = metadata.getColumnMetadatas().stream()
                .map(ReadableMetadata::getName)
                .toList();
        return IntStream.range(0, mapping.columns().size())
                .map(column -> position(mapping, column, names))
                .toArray();
    }

    private static int position(GeneratedMapping<?> mapping, int column, List<String> names) {
        String name = mapping.column(column).name();
        int exactly = names.indexOf(name);
        if (exactly >= 0) {
            return exactly;
        }
        return IntStream.range(0, names.size())
                .filter(position -> names.get(position).equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new MappingException(mapping.name() + "."
                        + mapping.properties().get(column).name() + " cannot be read: the rows have no column " + name
                        + "; select all columns of the model"));
    }

    /** Return what a column is said to be. */
    final Column described(int index) {
        return described.get(columns[index]);
    }

    final BigDecimal number(Row row, int index, Object value) {
        return Exact.number(dialect.decode(SqlType.DECIMAL, value, row, positions[index]));
    }

    /** The driver fails where the dialect may yet read a column. */
    final void noteInexact(int index) {
        exactness[index] = INEXACT;
    }

    /**
     * Ask for the class that a column should be of. A driver that has refused it would refuse it for all rows, since
     * the column is of another type in all of them.
     */
    final @Nullable Object held(Row row, int index, Class<?> expected) {
        if (asksForClass[index]) {
            try {
                return row.get(positions[index], expected);
            } catch (RuntimeException | StackOverflowError refused) {
                asksForClass[index] = false;
            }
        }
        return row.get(positions[index]);
    }

    /** The type of a column is that of all rows, so the dialect is asked once; to ask it twice does no harm. */
    final boolean isExact(SqlType type, Row row, int index) {
        return exactness[index] == UNKNOWN
                ? noted(index, dialect.isExact(type, row, positions[index]))
                : exactness[index] == EXACT;
    }

    final boolean isText(Row row, int index) {
        byte known = exactness[index];
        return known == UNKNOWN ? noted(index, dialect.isText(row, positions[index])) : known == EXACT;
    }

    private boolean noted(int index, boolean exact) {
        exactness[index] = exact ? EXACT : INEXACT;
        return exact;
    }

    /** What the driver has no text for may have one in the dialect, if the column names its type. */
    final String named(Row row, int index, Throwable refusal) {
        try {
            if (described(index).type() == SqlType.NAMED
                    && dialect.decode(SqlType.NAMED, null, row, positions[index]) instanceof String text) {
                return text;
            }
        } catch (RuntimeException | StackOverflowError e) {
            throw unreadable(index, String.class, e);
        }
        throw unreadable(index, String.class, refusal);
    }

    /** What begins with a control character may be something else than text. */
    static boolean isOrdinary(String text) {
        return text.isEmpty() || text.charAt(0) >= ' ';
    }

    final <T> T decode(SqlType type, Class<T> wanted, Object value, Row row, int index) {
        return Exact.cast(wanted, dialect.decode(type, value, row, positions[index]));
    }

    final MappingException unreadable(int index, Class<?> type, Throwable cause) {
        return misfit.of(
                columns[index], Exact.failure(type, cause) + "; give the property a type that holds all of the column");
    }
}
