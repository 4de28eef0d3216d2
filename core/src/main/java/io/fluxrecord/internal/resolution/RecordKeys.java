package io.fluxrecord.internal.resolution;

import io.fluxrecord.internal.record.Mapping;
import io.fluxrecord.internal.record.Persistent;
import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.Path;
import io.fluxrecord.sql.Predicate;
import io.fluxrecord.sql.Predicate.Comparison;
import io.fluxrecord.sql.Predicate.Constant;
import io.fluxrecord.sql.Predicate.OfRecord;
import io.fluxrecord.sql.Predicate.Operator;
import io.fluxrecord.sql.SqlExpression;
import io.fluxrecord.sql.SqlExpression.Param;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Says of a record by its key what is said of it as a whole. */
final class RecordKeys {

    private RecordKeys() {}

    static Predicate said(
            OfRecord.Test test,
            List<SqlExpression> key,
            Function<Path, List<SqlExpression>> keyOf,
            Mapping<?> mapping) {
        if (test instanceof OfRecord.SameAs same) {
            return equal(key, keyOf.apply(same.other()));
        }
        return test instanceof OfRecord.OneOf oneOf ? oneOf(oneOf.records(), key, mapping) : referred(key);
    }

    private static Predicate referred(List<SqlExpression> key) {
        Predicate all = Constant.TRUE;
        for (SqlExpression part : key) {
            all = Predicate.and(all, new Predicate.IsNull(part, true));
        }
        return all;
    }

    private static Predicate equal(List<SqlExpression> key, List<? extends SqlExpression> other) {
        Predicate all = Constant.TRUE;
        for (int i = 0; i < key.size(); i++) {
            all = Predicate.and(all, new Comparison(key.get(i), Operator.EQ, other.get(i)));
        }
        return all;
    }

    private static <E extends Persistent> Predicate oneOf(
            List<Object> records, List<SqlExpression> key, Mapping<E> mapping) {
        List<List<Param>> keys = new ArrayList<>();
        for (Object record : records) {
            keys.add(key(mapping, mapping.type().cast(record)));
        }
        if (keys.size() == 1) {
            return equal(key, keys.get(0));
        }
        if (key.size() == 1) {
            Column column = mapping.column(mapping.keyColumns()[0]);
            Object[] values = keys.stream().map(part -> part.get(0).value()).toArray();
            return new Predicate.In(key.get(0), new Param(column.type(), values, true, column), false);
        }
        return keys.stream()
                .map(parts -> equal(key, parts))
                .reduce(Predicate::or)
                .orElse(new Constant(false));
    }

    private static <E extends Persistent> List<Param> key(Mapping<E> mapping, E record) {
        List<Param> parts = new ArrayList<>();
        for (int index : mapping.keyColumns()) {
            Object part = mapping.value(record, index);
            if (part == null) {
                throw new IllegalArgumentException(
                        "it is compared with a " + mapping.name() + " that is new and has no key; save that first");
            }
            Column column = mapping.column(index);
            parts.add(new Param(column.type(), part, false, column));
        }
        return parts;
    }
}
