package io.fluxrecord.internal.record;

import io.fluxrecord.error.RecordStateException;
import io.fluxrecord.generated.ForeignKey;
import io.fluxrecord.generated.GeneratedMapping;
import io.fluxrecord.generated.Reference;
import io.fluxrecord.sql.Column;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The relations of a model that its foreign keys hold, and the columns that several of its properties share: each of
 * them can change such a column, and after a write all of them hold what it does. Not for applications. Immutable.
 *
 * @param <E> the model
 * @since 0.1
 */
public final class Relations<E extends Persistent> {

    private final GeneratedMapping<E> generated;
    private final List<ForeignKey> foreignKeys;
    private final BitSet columns = new BitSet();

    /** By the index of a column, the foreign keys that it is of. */
    private final int[][] keysOfColumn;

    Relations(GeneratedMapping<E> generated) {
        this.generated = generated;
        foreignKeys = generated.foreignKeys();
        keysOfColumn = generated.columns().stream()
                .map(column -> keysOf(foreignKeys, column))
                .toArray(int[][]::new);
        for (int column = 0; column < keysOfColumn.length; column++) {
            columns.set(column, keysOfColumn[column].length > 0);
        }
    }

    private static int[] keysOf(List<ForeignKey> foreignKeys, Column column) {
        return IntStream.range(0, foreignKeys.size())
                .filter(key -> foreignKeys.get(key).columns().contains(column))
                .toArray();
    }

    /** Return the value of a column that properties may share: what one of them has changed, if one has. */
    @Nullable
    Object value(E record, int column) {
        if (!columns.get(column)) {
            return generated.property(record, column);
        }
        @Nullable Object[] held = shared(record, column);
        int changed = changed(record, column, held);
        return held.length == 0
                ? generated.property(record, column)
                : changed < 0 ? unchanged(record, column) : held[changed];
    }

    private @Nullable Object[] shared(E record, int column) {
        return generated.shared(record, column, !record.state.stored());
    }

    private @Nullable Object unchanged(E record, int column) {
        return record.state.stored() ? record.state.seen(column) : null;
    }

    /** Return the place of the first property that differs from the row, or is set where there is none; or -1. */
    private int changed(E record, int column, @Nullable Object[] held) {
        Object before = unchanged(record, column);
        return IntStream.range(0, held.length)
                .filter(i -> !SqlEquality.isSame(held[i], before))
                .findFirst()
                .orElse(-1);
    }

    /** Return whether a relation of this column is to a record that has no key yet. */
    boolean isPending(E record, int column) {
        return pending(record, column) >= 0;
    }

    private int pending(E record, int column) {
        for (int key : keysOfColumn[column]) {
            if (generated.reference(record, key).isPending()) {
                return key;
            }
        }
        return -1;
    }

    /** Refuse to write a column of a relation that has no key or contradicts another property. */
    public void requireWritable(E record, int column, @Nullable Object value) {
        if (!columns.get(column)) {
            return;
        }
        int pending = pending(record, column);
        if (pending >= 0) {
            String other = foreignKeys.get(pending).target().getSimpleName();
            throw new RecordStateException(name(pending) + " refers to a " + other
                    + " that is new and has no key before it is saved; save() the " + other + " first");
        }
        if (isContradicted(record, column)) {
            throw new RecordStateException(generated.name() + " has different values for column "
                    + generated.column(column).name() + " in properties that share it, among them "
                    + name(keysOfColumn[column][0]) + "; set them to the same, or set one of them");
        }
        if (value == null && !generated.column(column).nullable()) {
            throw new RecordStateException(name(keysOfColumn[column][0])
                    + " is required and not set; set it before save(), or make it @Column(nullable = true)");
        }
    }

    private String name(int foreignKey) {
        return generated.name() + "." + foreignKeys.get(foreignKey).property();
    }

    private boolean isContradicted(E record, int column) {
        @Nullable Object[] held = shared(record, column);
        int changed = changed(record, column, held);
        Object before = unchanged(record, column);
        return changed >= 0
                && IntStream.range(changed + 1, held.length)
                        .anyMatch(i ->
                                !SqlEquality.isSame(held[i], before) && !SqlEquality.isSame(held[i], held[changed]));
    }

    /** Let properties that share a column hold what was written to it, but for those that were changed since. */
    void follow(E record, @Nullable Object[] row) {
        columns.stream().forEach(column -> {
            @Nullable Object[] held = shared(record, column);
            Object before = unchanged(record, column);
            for (int i = 0; i < held.length; i++) {
                if (SqlEquality.isSame(held[i], before) && !SqlEquality.isSame(held[i], row[column])) {
                    generated.share(record, column, i, row[column]);
                }
            }
        });
    }

    /** Return what the relations of a record refer to. */
    List<Reference.Image> images(E record) {
        return IntStream.range(0, foreignKeys.size())
                .mapToObj(key -> generated.reference(record, key).image())
                .toList();
    }

    /** Let relations refer to what they did, but for those that were changed since. */
    void restore(E record, List<Reference.Image> images, BitSet changed) {
        for (int key = 0; key < images.size(); key++) {
            boolean isChanged = foreignKeys.get(key).columns().stream()
                    .anyMatch(column -> changed.get(generated.columns().indexOf(column)));
            if (!isChanged) {
                generated.reference(record, key).restore(images.get(key));
            }
        }
    }
}
