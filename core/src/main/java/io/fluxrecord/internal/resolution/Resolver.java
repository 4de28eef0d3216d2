package io.fluxrecord.internal.resolution;

import io.fluxrecord.internal.record.Mapping;
import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.From;
import io.fluxrecord.sql.Many;
import io.fluxrecord.sql.Path;
import io.fluxrecord.sql.Predicate;
import io.fluxrecord.sql.Predicate.Comparison;
import io.fluxrecord.sql.Predicate.Constant;
import io.fluxrecord.sql.Predicate.Operator;
import io.fluxrecord.sql.Related;
import io.fluxrecord.sql.Related.Lifted;
import io.fluxrecord.sql.SqlExpression;
import io.fluxrecord.sql.SqlStatement.Assignment;
import io.fluxrecord.sql.SqlStatement.Ordering;
import io.fluxrecord.sql.SqlStatement.Select;
import io.fluxrecord.sql.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Resolves one statement. What names no relation stays as it is, object by object.
 *
 * <p>A SELECT joins the records of its paths, equal paths once. A statement that writes cannot join, and must look at
 * its own row as it is once it has waited for it, so there each path is a subquery that goes by the row's columns.
 */
public final class Resolver {

    /** More than any renderer takes, and few enough for any stack. */
    private static final int MAX_DEPTH = 250;

    private static final SqlExpression ONE = new SqlExpression.Literal(1);

    private final Function<Class<?>, Mapping<?>> models;
    private int aliases;
    private int depth;

    private Resolver(Function<Class<?>, Mapping<?>> models) {
        this.models = models;
    }

    /**
     * Resolve a query.
     *
     * @param models returns the model of a class
     * @throws IllegalArgumentException if something is said of a record that the query does not have
     */
    public static Select select(Select select, Function<Class<?>, Mapping<?>> models) {
        return new Resolver(models).select(select, (Context) null);
    }

    /** Resolve the condition of a statement that writes a table. */
    public static Predicate condition(Table table, Predicate condition, Function<Class<?>, Mapping<?>> models) {
        Resolver resolver = new Resolver(models);
        return resolver.written(condition, resolver.written(table));
    }

    /** Resolve what a statement sets in a table. */
    public static List<Assignment> assignments(
            Table table, List<Assignment> assignments, Function<Class<?>, Mapping<?>> models) {
        List<Assignment> resolved = new ArrayList<>(assignments.size());
        for (Assignment assignment : assignments) {
            Resolver resolver = new Resolver(models);
            Context row = resolver.written(table);
            resolved.add(new Assignment(assignment.column(), resolver.resolve(assignment.value(), row, row.tables)));
        }
        return resolved;
    }

    private Context written(Table table) {
        Tables tables = new Tables(false, false);
        Context row = new Context(null, table, tables, table.name(), false, null);
        tables.root(row);
        return row;
    }

    /** A part that must hold is sought as a row that there is, which databases find by an index. */
    private Predicate written(Predicate condition, Context row) {
        if (condition instanceof Predicate.Junction junction && junction.all()) {
            return junction.map(part -> written((Predicate) part, row));
        }
        if (condition instanceof Predicate.IsTrue isTrue
                && isTrue.value() instanceof Lifted lifted
                && lifted.value() instanceof Predicate said) {
            return new Predicate.Exists(ofPath(lifted.path(), row, said, true), false);
        }
        return predicate(condition, row, row.tables);
    }

    private Select select(Select select, @Nullable Context enclosing) {
        From.Source source = source(select.from().source(), enclosing);
        Tables tables = new Tables(true, enclosing != null || !(source instanceof Table));
        Table table = table(source);
        Context row = new Context(enclosing, table, tables, alias(), false, null);
        tables.root(row);
        tables.group(select.groupBy());
        List<SqlExpression> projection =
                SqlExpression.map(select.projection(), emitted -> resolve(emitted, row, tables));
        Predicate where = predicate(select.where(), row, tables);
        Predicate having = predicate(select.having(), row, tables);
        List<Ordering> orderBy = Ordering.map(select.orderBy(), ordered -> resolve(ordered, row, tables));
        List<SqlExpression> groupBy = groupBy(select.groupBy(), row, tables);
        if (source == select.from().source()
                && tables.isOne()
                && projection == select.projection()
                && where == select.where()
                && having == select.having()
                && orderBy == select.orderBy()
                && groupBy == select.groupBy()) {
            return select;
        }
        return new Select(
                tables.from(source, row.alias),
                select.distinct(),
                projection,
                where,
                groupBy,
                having,
                orderBy,
                select.limit(),
                select.offset(),
                select.lock());
    }

    /** Whoever groups by a record groups by all of its columns that are named. */
    private List<SqlExpression> groupBy(List<SqlExpression> keys, Context row, Tables site) {
        if (keys.isEmpty()) {
            return keys;
        }
        Set<SqlExpression> groups = new LinkedHashSet<>();
        for (SqlExpression key : keys) {
            if (key instanceof Related.KeyOf of) {
                Context target = join(of.path(), row);
                Link.key(keyOf(of.path())).forEach(column -> groups.add(target.column(column, site)));
                groups.addAll(target.named());
            } else {
                groups.add(resolve(key, row, site));
            }
        }
        return List.copyOf(groups);
    }

    private From.Source source(From.Source source, @Nullable Context enclosing) {
        if (source instanceof From.Derived derived) {
            return new From.Derived(select(derived.select(), enclosing), derived.as());
        }
        if (source instanceof From.Compound compound) {
            return new From.Compound(
                    compound.operator(),
                    select(compound.left(), enclosing),
                    select(compound.right(), enclosing),
                    compound.as());
        }
        return source;
    }

    private static Table table(From.Source source) {
        if (source instanceof From.Compound compound) {
            return compound.as();
        }
        return source instanceof From.Derived derived ? derived.as() : (Table) source;
    }

    private String alias() {
        return "t" + ++aliases;
    }

    private Predicate predicate(Predicate predicate, Context row, Tables site) {
        return (Predicate) resolve(predicate, row, site);
    }

    /**
     * Resolve an expression.
     *
     * @param row the record that it is said of
     * @param site the SELECT in which it stands
     */
    private SqlExpression resolve(SqlExpression expression, Context row, Tables site) {
        if (++depth > MAX_DEPTH) {
            throw new IllegalArgumentException("its expressions have more than 32 levels of and, or and not, or of"
                    + " functions, one inside the other; flatten it, or ask in parts");
        }
        SqlExpression resolved = resolved(expression, row, site);
        depth--;
        return resolved;
    }

    private SqlExpression resolved(SqlExpression expression, Context row, Tables site) {
        if (expression instanceof Column column) {
            return row.column(column, site);
        }
        if (expression instanceof Lifted lifted) {
            return lifted(lifted, row, site);
        }
        if (expression instanceof Related.Outer outer) {
            return resolve(outer.value(), row.enclosing(table(outer.model())), site);
        }
        if (expression instanceof Related.OfMany of) {
            return new SqlExpression.Scalar(ofMany(of.many(), of.aggregate(), row));
        }
        if (expression instanceof SqlExpression.Scalar scalar) {
            return new SqlExpression.Scalar(select(scalar.select(), row));
        }
        if (expression instanceof Predicate.OfRecord of) {
            return ofRecord(of, row, site);
        }
        if (expression instanceof Predicate.AnyOfMany any) {
            return new Predicate.Exists(ofMany(any.many(), ONE, row), any.negated());
        }
        if (expression instanceof Predicate.Exists exists) {
            return new Predicate.Exists(select(exists.select(), row), exists.negated());
        }
        if (expression instanceof Predicate.InSelect in) {
            return new Predicate.InSelect(
                    SqlExpression.map(in.values(), value -> resolve(value, row, site)),
                    select(in.select(), row),
                    in.negated());
        }
        return expression.map(inner -> resolve(inner, row, site));
    }

    private @Nullable Table table(@Nullable Object model) {
        return model instanceof Class<?> type ? models.apply(type).table() : (Table) model;
    }

    private Predicate ofRecord(Predicate.OfRecord of, Context row, Tables site) {
        Predicate.OfRecord.Test test = of.test();
        if (test instanceof Predicate.OfRecord.Present) {
            return present(of, row, site);
        }
        List<SqlExpression> key = key(of.path(), row, site);
        if (test instanceof Predicate.OfRecord.Among among) {
            return new Predicate.InSelect(key, select(among.select(), row), of.negated());
        }
        Predicate said = RecordKeys.said(test, key, path -> key(path, row, site), keyOf(of.path()));
        return of.negated() ? Predicate.not(said) : said;
    }

    private Mapping<?> keyOf(Path path) {
        return models.apply(path.relation().target());
    }

    private Predicate present(Predicate.OfRecord of, Context row, Tables site) {
        if (!row.tables.canJoin()) {
            return new Predicate.Exists(ofPath(of.path(), row, Constant.TRUE, true), of.negated());
        }
        Context target = join(of.path(), row);
        Column presence = Objects.requireNonNull(target.presence);
        return new Predicate.IsNull(target.column(presence, site), !of.negated());
    }

    /** Return the key of the record at the end of a path, which is what refers to it where that is possible. */
    private List<SqlExpression> key(Path path, Context row, Tables site) {
        Mapping<?> target = keyOf(path);
        return Arrays.stream(target.keyColumns())
                .mapToObj(column -> resolve(new Lifted(path, target.column(column)), row, site))
                .toList();
    }

    private SqlExpression lifted(Lifted lifted, Context row, Tables site) {
        if (lifted.value() instanceof Column column) {
            SqlExpression folded = folded(lifted.path(), column, row, site);
            if (folded != null) {
                return folded;
            }
        }
        if (!row.tables.canJoin()) {
            return new SqlExpression.Scalar(ofPath(lifted.path(), row, lifted.value(), false));
        }
        return said(lifted.value(), join(lifted.path(), row), site);
    }

    /** A part of the key of another record is what refers to it. */
    private @Nullable SqlExpression folded(Path path, Column column, Context row, Tables site) {
        if (path.relation().inverse() || row.tables.isGrouped(row, path)) {
            return null;
        }
        Link link = Link.of(path.relation(), models);
        int part = link.targets().indexOf(column);
        if (part < 0) {
            return null;
        }
        Column source = link.sources().get(part);
        return path.before() == null
                ? resolve(source, row, site)
                : resolve(new Lifted(path.before(), source), row, site);
    }

    /** What is said of a record that is not there is unknown. */
    private SqlExpression said(SqlExpression value, Context target, Tables site) {
        SqlExpression resolved = resolve(value, target, site);
        if (!target.optional || target.presence == null || Strictness.isNullOfNulls(value)) {
            return resolved;
        }
        Predicate present = new Predicate.IsNull(target.column(target.presence, site), true);
        return new SqlExpression.Case(present, resolved, null);
    }

    private Context join(Path path, Context row) {
        Context from = path.before() == null ? row : join(path.before(), row);
        Context.Step step = Context.Step.last(path);
        Context known = from.joined(step);
        if (known != null) {
            return known;
        }
        Link link = Link.of(path.relation(), models);
        Predicate scope = (path.deleted() ? Scope.ALL : Scope.LIVE).predicate(link.target());
        boolean optional = from.optional || !link.always() || !Constant.TRUE.equals(scope);
        Table table = link.target().table();
        Context target = new Context(
                from, table, from.tables, alias(), optional, link.targets().get(0));
        Predicate on = linked(link, from, target, from.tables);
        on = Predicate.and(on, predicate(scope, target, from.tables));
        from.join(step, target, new From.Join(optional, table, target.alias, on));
        return target;
    }

    private static Predicate linked(Link link, Context source, Context target, Tables site) {
        Predicate all = Constant.TRUE;
        for (int i = 0; i < link.sources().size(); i++) {
            SqlExpression there = target.column(link.targets().get(i), site);
            SqlExpression here = source.column(link.sources().get(i), site);
            all = Predicate.and(all, new Comparison(there, Operator.EQ, here));
        }
        return all;
    }

    /**
     * Return a query for what is said of the record at the end of a path.
     *
     * @param must whether it emits nothing where that does not hold
     */
    private Select ofPath(Path path, Context row, SqlExpression value, boolean must) {
        Path first = path;
        Path rest = null;
        while (first.before() != null) {
            Path last = new Path(null, first.relation(), first.deleted());
            rest = rest == null ? last : last.then(rest);
            first = first.before();
        }
        Link link = Link.of(first.relation(), models);
        Tables tables = new Tables(true, true);
        Context target = new Context(row, link.target().table(), tables, alias(), false, null);
        tables.root(target);
        Predicate scope = (first.deleted() ? Scope.ALL : Scope.LIVE).predicate(link.target());
        Predicate where = Predicate.and(linked(link, row, target, tables), predicate(scope, target, tables));
        SqlExpression said = rest == null ? resolve(value, target, tables) : said(value, join(rest, target), tables);
        if (must) {
            where = Predicate.and(where, said instanceof Predicate holds ? holds : new Predicate.IsTrue(said));
        }
        return new Select(
                tables.from(link.target().table(), target.alias),
                List.of(must ? ONE : said),
                where,
                List.of(),
                null,
                null,
                null);
    }

    private Select ofMany(Many many, SqlExpression projection, Context row) {
        Link link = Link.of(many.relation(), models);
        Table table = link.target().table();
        Tables tables = new Tables(true, true);
        Context target = new Context(row, table, tables, alias(), false, null);
        tables.root(target);
        SqlExpression emitted = resolve(projection, target, tables);
        Predicate where = linked(many, link, target, row, tables);
        return new Select(tables.from(table, target.alias), List.of(emitted), where, List.of(), null, null, null);
    }

    /** Return what the records of a relation to many meet, joining those that lead to them. */
    private Predicate linked(Many many, Link link, Context target, Context row, Tables tables) {
        Predicate scope = (many.deleted() ? Scope.ALL : Scope.LIVE).predicate(link.target());
        Predicate where = Predicate.and(predicate(scope, target, tables), predicate(many.where(), target, tables));
        Many before = many.before();
        if (before == null) {
            return Predicate.and(linked(link, row, target, tables), where);
        }
        Link first = Link.of(before.relation(), models);
        Table table = first.target().table();
        Context between = new Context(row, table, tables, alias(), false, null);
        tables.add(new From.Join(false, table, between.alias, linked(link, between, target, tables)));
        return Predicate.and(linked(before, first, between, row, tables), where);
    }
}
