package io.fluxrecord.internal.persistence;

import io.fluxrecord.dialect.Dialect;
import io.fluxrecord.dialect.RenderedSql;
import io.fluxrecord.generated.Role;
import io.fluxrecord.generated.RowReader;
import io.fluxrecord.internal.record.Mapping;
import io.fluxrecord.internal.resolution.Scope;
import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.From;
import io.fluxrecord.sql.Lock;
import io.fluxrecord.sql.Predicate;
import io.fluxrecord.sql.SqlExpression;
import io.fluxrecord.sql.SqlExpression.Param;
import io.fluxrecord.sql.SqlStatement;
import io.fluxrecord.sql.SqlType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The SQL of a model's fixed operations in one dialect, each rendered once. Values are bound in the order that each
 * method tells.
 */
final class ModelSql {

    private static final BitSet NO_COLUMNS = new BitSet(); // Never changed.

    private final Mapping<?> mapping;
    private final Dialect dialect;
    private final Map<InsertShape, RenderedSql> inserts = new ConcurrentHashMap<>();
    private final WriteSql writes;
    private volatile @Nullable WriteSql writesOfZero;
    private volatile @Nullable RenderedSql lock;

    /** How the columns hold what is bound. */
    final StoredValues stored;

    /** Whether many rows are inserted from one array per column, however many they are. */
    final boolean unnests;

    /** How many rows go as values with one insert at most; fewer where a row has very many columns. */
    final int rowsOfValues;

    /** Reads all columns of a row, in the order of the mapping. */
    final RowReader row;

    /** Reads the identity alone. */
    final RowReader identity;

    /** Reads what {@link #fate} emits. */
    final RowReader fateRow;

    /** The columns that an insert writes, in order: all but the deleted mark, which is null. */
    final int[] inserted;

    /** The same but for the identity; none where there is nothing else. */
    final int[] insertedGeneratingIdentity;

    /** {@link #inserted}. */
    final RenderedSql insert;

    /** {@link #insertedGeneratingIdentity}; emits the identity. The same as {@link #insert} where there is none. */
    final RenderedSql insertGeneratingIdentity;

    /** The key; emits all columns of a row that is not deleted. */
    final RenderedSql find;

    /** {@link #findAllOf} of an array; null where there are no arrays of keys. */
    private final @Nullable RenderedSql findAllInArray;

    /** The key; emits all columns, deleted or not. */
    final RenderedSql reload;

    /** The key; emits the version and the deleted mark, as far as the model has them. */
    final RenderedSql fate;

    /** Whether the statements that go by the key can touch several rows. */
    final DeclaredKey declaredKey;

    ModelSql(Mapping<?> mapping, Dialect dialect) {
        this.mapping = mapping;
        declaredKey = new DeclaredKey(mapping);
        this.dialect = dialect;
        List<Column> all = mapping.columns();
        stored = new StoredValues(mapping, dialect);
        row = new RowReader(mapping.generated(), dialect);
        identity = new RowReader(mapping.generated(), dialect, new int[] {mapping.indexOf(Role.IDENTITY)});
        fateRow = new RowReader(
                mapping.generated(),
                dialect,
                fateColumns().stream().mapToInt(all::indexOf).toArray());
        inserted = columnsBut(Role.DELETED_AT);
        insertedGeneratingIdentity = columnsBut(Role.DELETED_AT, Role.IDENTITY);
        unnests = insertedGeneratingIdentity.length > 0 && dialect.unnests(all); // No column, no array.
        int rowsThatFit = Math.max(1, dialect.maxParameters() / Math.max(1, inserted.length));
        rowsOfValues = Math.min(dialect.rowsOfValues(), rowsThatFit);
        insert = insertRows(1, false);
        insertGeneratingIdentity = mapping.has(Role.IDENTITY) ? insertRows(1, true) : insert;
        find = select(all, live(), null);
        findAllInArray = mapping.hasKey() && dialect.maxArrayLength(keyColumn().type()) > 0 ? findAll(null) : null;
        reload = select(all, key(), null);
        fate = select(fateColumns(), key(), null);
        writes = new WriteSql(mapping, dialect, VersionCheck.ORDINARY);
    }

    /**
     * Return the writes of a record that has this version: of rows at 0, and so of those without one, they are others.
     */
    WriteSql writes(long version) {
        if (version != 0 || !mapping.has(Role.VERSION)) {
            return writes;
        }
        WriteSql known = writesOfZero;
        if (known == null) {
            known = new WriteSql(mapping, dialect, VersionCheck.OF_ZERO);
            writesOfZero = known;
        }
        return known;
    }

    /**
     * Render a statement of a query. What the dialect refuses, because it is too deep or too long, the user must find
     * among many queries, so the refusal names the model.
     */
    RenderedSql render(Supplier<? extends SqlStatement> statement) {
        try {
            return dialect.render(statement.get());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "A statement on " + mapping.name() + " was not sent: " + e.getMessage(), e);
        }
    }

    /** With its values: emits what {@link #find} does for each of several keys of one column, in any order. */
    RenderedSql findAllOf(Object[] keys) {
        return findAllInArray == null
                ? findAll(keys)
                : new RenderedSql(
                        findAllInArray.text(), List.of(new Param(keyColumn().type(), keys, true)));
    }

    /** The same as {@link #fate}, but for the row as it is now, with a lock; seldom wanted. */
    RenderedSql fateLocking() {
        return select(fateColumns(), key(), new Lock(Lock.Strength.UPDATE, Lock.Waiting.WAIT));
    }

    /** The same as {@link #reload}, with a lock. */
    RenderedSql lock() {
        RenderedSql known = lock;
        if (known == null) {
            known = select(mapping.columns(), key(), new Lock(Lock.Strength.UPDATE, Lock.Waiting.WAIT));
            lock = known;
        }
        return known;
    }

    /** The columns that an insert writes, of row after row; emits the identity if the database is to generate it. */
    RenderedSql insertRows(int rows, boolean generating) {
        return inserts.computeIfAbsent(new InsertShape(rows, null, generating, NO_COLUMNS), this::insert);
    }

    /**
     * The columns that an insert writes, each as an array, but for those that are the same in all rows; emits an array
     * of identities if the database is to generate them.
     */
    RenderedSql insertArrays(BitSet same, boolean generating) {
        return inserts.computeIfAbsent(new InsertShape(1, same, generating, NO_COLUMNS), this::insert);
    }

    /**
     * An insert that leaves columns out beside the identity, of rows as values, or of arrays where the columns that are
     * none are given; emits all columns of each row.
     */
    RenderedSql insertLeavingOut(BitSet left, int rows, @Nullable BitSet same, boolean generating) {
        return inserts.computeIfAbsent(new InsertShape(rows, same, generating, left), this::insert);
    }

    /** Return the columns that such an insert writes. */
    int[] insertedBut(BitSet left, boolean generating) {
        return Arrays.stream(generating ? insertedGeneratingIdentity : inserted)
                .filter(column -> !left.get(column))
                .toArray();
    }

    /**
     * What the text of an insert depends on.
     *
     * @param same the columns that are no arrays, or null where none is
     * @param left the columns that are left out beside the identity; not to be changed
     */
    private record InsertShape(int rows, @Nullable BitSet same, boolean generating, BitSet left) {

        Param value(int index, Column column) {
            if (same == null || same.get(index)) {
                return Param.later(column);
            }
            return new Param(column.type() == SqlType.JSON ? SqlType.TEXT : column.type(), null, true, column);
        }
    }

    private RenderedSql insert(InsertShape shape) {
        List<Column> columns = new ArrayList<>();
        List<Param> values = new ArrayList<>();
        for (int i : insertedBut(shape.left, shape.generating)) {
            Column column = mapping.column(i);
            columns.add(column);
            values.add(shape.value(i, column));
        }
        SqlStatement.Source source =
                shape.same == null ? new SqlStatement.Rows(values, shape.rows) : new SqlStatement.Arrays(values);
        return dialect.render(new SqlStatement.Insert(mapping.table(), columns, source, returning(shape)));
    }

    private List<Column> returning(InsertShape shape) {
        if (!shape.left.isEmpty()) {
            return mapping.columns();
        }
        return shape.generating ? List.of(mapping.column(mapping.indexOf(Role.IDENTITY))) : List.of();
    }

    private int[] columnsBut(Role... roles) {
        List<Role> left = List.of(roles);
        return IntStream.range(0, mapping.columns().size())
                .filter(column -> !left.contains(mapping.role(column)))
                .toArray();
    }

    private RenderedSql select(List<Column> columns, Predicate where, @Nullable Lock lock) {
        List<? extends SqlExpression> projection = columns.isEmpty() ? List.of(new SqlExpression.Literal(1)) : columns;
        return dialect.render(
                new SqlStatement.Select(From.of(mapping.table()), projection, where, List.of(), null, null, lock));
    }

    private List<Column> fateColumns() {
        List<Column> columns = new ArrayList<>();
        for (Role role : new Role[] {Role.VERSION, Role.DELETED_AT}) {
            if (mapping.has(role)) {
                columns.add(mapping.column(mapping.indexOf(role)));
            }
        }
        return columns;
    }

    private Predicate key() {
        return key(mapping);
    }

    static Predicate key(Mapping<?> mapping) {
        if (!mapping.hasKey()) {
            return new Predicate.Constant(false); // No statement may take all rows for the one of a key.
        }
        List<Predicate> predicates = new ArrayList<>();
        for (int column : mapping.keyColumns()) {
            predicates.add(Predicate.matches(mapping.column(column)));
        }
        return Predicate.and(predicates);
    }

    private Column keyColumn() {
        return mapping.column(mapping.keyColumns()[0]);
    }

    private RenderedSql findAll(Object @Nullable [] keys) {
        Param values = new Param(keyColumn().type(), keys, true);
        Predicate in = new Predicate.In(keyColumn(), values, false);
        return select(mapping.columns(), Predicate.and(in, Scope.LIVE.predicate(mapping)), null);
    }

    private Predicate live() {
        return Predicate.and(List.of(key(), Scope.LIVE.predicate(mapping)));
    }
}
