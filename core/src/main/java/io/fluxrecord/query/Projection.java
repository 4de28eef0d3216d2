package io.fluxrecord.query;

import io.fluxrecord.error.MappingException;
import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.Predicate;
import io.fluxrecord.sql.Table;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A class whose instances are made of what a query selects, and whose components are then columns that a query around
 * it can name. Made by generated code. Immutable.
 *
 * @param <P> the class
 * @since 0.1
 */
public final class Projection<P> {

    private final Table table;
    private final List<String> components;

    /** Describe a class with components of these names; called by generated code. */
    public Projection(Class<P> type, String... components) {
        table = new Table(null, type.getSimpleName());
        this.components = List.of(components);
    }

    /** The components that an instance is made of; for generated code. */
    public final class Components {

        private final List<Reading<?>> parts;
        private final int[] places;
        private final Reading.Values values;

        private Components(List<Reading<?>> parts, int[] places, Reading.Values values) {
            this.parts = parts;
            this.places = places;
            this.values = values;
        }

        /** Return a component; null where what is selected for it is. */
        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // The selections are typed as the components.
        public <T> @Nullable T get(int component) {
            return (T) parts.get(component).read(values, places[component]);
        }

        /**
         * Return a component that cannot be null.
         *
         * @throws MappingException if it is
         */
        @SuppressWarnings("TypeParameterUnusedInFormals") // As above.
        public <T> T required(int component) {
            T value = get(component);
            if (value == null) {
                throw new MappingException(table.name() + "." + components.get(component)
                        + " is primitive, and what is selected for it is null; give it another value with coalesce(),"
                        + " or let it be of the wrapper type");
            }
            return value;
        }
    }

    /** Select what an instance is made of, in the order of its components; called by generated code. */
    public <E> Selection<E, P> of(Function<Components, P> maker, Selection<?, ?>... selections) {
        List<Reading<?>> parts = new ArrayList<>();
        List<Term<?>> terms = new ArrayList<>();
        List<String> names = new ArrayList<>();
        int[] places = new int[selections.length];
        for (int i = 0; i < selections.length; i++) {
            Reading<?> part = Term.required(selections[i], "selection of " + components.get(i))
                    .reading();
            places[i] = terms.size();
            parts.add(part);
            terms.addAll(part.terms());
            names.addAll(names(components.get(i), part));
        }
        return new Derived.Selected<>(new Reading<>(table, terms, names, (values, first) -> {
            Reading.Values own = first == 0 ? values : index -> values.stored(first + index);
            return maker.apply(new Components(parts, places, own));
        }));
    }

    private static List<String> names(String component, Reading<?> part) {
        return part.names().size() == 1
                ? List.of(component)
                : part.names().stream().map(name -> component + "." + name).toList();
    }

    private <V> Term<V> column(String component, Class<V> type) {
        ValueType<V> values = ValueType.of(type);
        Column column = new Column(table, component, values.sql(), 0, 0, -1, true, false);
        return new Term<>(
                column,
                new ValueType<>(
                        table.name() + "." + component,
                        values.sql(),
                        null,
                        values.toDatabase(),
                        values.fromDatabase()));
    }

    /** Return a component as a column; called by generated code. */
    public <V> Expression<P, V> plain(String component, Class<V> type) {
        return new Derived.Plain<>(column(component, type));
    }

    /** Return a component that can be ordered; called by generated code. */
    public <V> ComparableExpression<P, V> comparable(String component, Class<V> type) {
        return new Derived.Ordered<>(column(component, type));
    }

    /** Return a component that is a number; called by generated code. */
    public <V extends Number> NumericExpression<P, V> numeric(String component, Class<V> type) {
        return new Derived.Numeric<>(column(component, type));
    }

    /** Return a component that is text; called by generated code. */
    public TextExpression<P> text(String component) {
        return new Derived.Text<>(column(component, String.class));
    }

    /** Return a component that is a date or time; called by generated code. */
    public <V extends Temporal> TemporalExpression<P, V> temporal(String component, Class<V> type) {
        return new Derived.Time<>(column(component, type));
    }

    /** Return a component that is true or false; called by generated code. */
    public Condition<P> condition(String component) {
        return new Derived.Truth<>(
                new Predicate.IsTrue(column(component, Boolean.class).node()));
    }
}
