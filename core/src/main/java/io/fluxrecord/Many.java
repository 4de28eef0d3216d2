package io.fluxrecord;

/**
 * A relation of a record to those that refer to it by a {@link One}, which {@link io.fluxrecord.annotation.Inverse}
 * names. It has no column.
 *
 * <pre>{@code
 * public class Order extends ActiveRecord<Order> implements UuidKey {
 *     @Inverse("order")
 *     final Many<OrderLine> lines = many();
 * }
 * }</pre>
 *
 * @param <T> the model of the others
 * @since 0.1
 */
public final class Many<T> {

    Many() {}
}
