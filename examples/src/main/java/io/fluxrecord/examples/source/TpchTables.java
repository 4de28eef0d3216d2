package io.fluxrecord.examples.source;

import io.fluxrecord.examples.model.Customer;
import io.fluxrecord.examples.model.LineItem;
import io.fluxrecord.examples.model.Order;
import io.fluxrecord.examples.model.Product;
import io.trino.tpch.CustomerGenerator;
import io.trino.tpch.Distributions;
import io.trino.tpch.LineItemGenerator;
import io.trino.tpch.OrderGenerator;
import io.trino.tpch.Part;
import io.trino.tpch.PartGenerator;
import io.trino.tpch.TextPool;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The tables of the TPC-H benchmark at one scale, always the same records in the same order. Each call generates them
 * anew.
 *
 * @see <a href="https://www.tpc.org/tpch/">TPC-H, clause 4.2: the database population</a>
 */
public final class TpchTables {

    /** Customers at scale 1 (clause 4.2.5). */
    private static final int CUSTOMERS = 150_000;

    /** Orders at scale 1 (clause 4.2.5). */
    private static final int ORDERS = 1_500_000;

    /** Only comments are cut from the pool, and no model has one; the ordinary pool would take 300 MB. */
    private static final int POOL_SIZE = 1_000_000;

    private final double scale;
    private final Distributions distributions = Distributions.getDefaultDistributions();
    private final TextPool pool = new TextPool(POOL_SIZE, distributions);

    public TpchTables(double scale) {
        this.scale = scale;
    }

    /** Return how many customers the specification asks for. */
    public long customerCount() {
        return Math.round(CUSTOMERS * scale);
    }

    /** Return how many orders the specification asks for. */
    public long orderCount() {
        return Math.round(ORDERS * scale);
    }

    /** Return all customers, as new records. */
    public Stream<Customer> customers() {
        return stream(new CustomerGenerator(scale, 1, 1, distributions, pool)).map(TpchTables::customer);
    }

    /** Return all orders, as new records. */
    public Stream<Order> orders() {
        return stream(new OrderGenerator(scale, 1, 1, distributions, pool)).map(TpchTables::order);
    }

    /** Return the items of all orders, as new records, in the order of {@link #orders()}. */
    public Stream<LineItem> lineItems() {
        return stream(new LineItemGenerator(scale, 1, 1, distributions, pool)).map(TpchTables::lineItem);
    }

    /** Return all parts, as new products. */
    public Stream<Product> products() {
        return stream(new PartGenerator(scale, 1, 1, distributions, pool)).map(TpchTables::product);
    }

    private static Customer customer(io.trino.tpch.Customer row) {
        return new Customer(
                row.getCustomerKey(),
                row.getName(),
                row.getPhone(),
                row.getMarketSegment(),
                hundredths(row.getAccountBalanceInCents()));
    }

    private static Order order(io.trino.tpch.Order row) {
        Order order = new Order();
        order.orderKey = row.getOrderKey();
        order.customerKey = row.getCustomerKey();
        order.status = String.valueOf(row.getOrderStatus());
        order.orderDate = date(row.getOrderDate());
        order.priority = row.getOrderPriority();
        order.clerk = row.getClerk();
        order.totalPrice = hundredths(row.getTotalPriceInCents());
        order.setCreatedAt(order.orderDate.atStartOfDay().toInstant(ZoneOffset.UTC));
        return order;
    }

    private static LineItem lineItem(io.trino.tpch.LineItem row) {
        LineItem item = new LineItem();
        item.orderKey = row.getOrderKey();
        item.lineNumber = row.getLineNumber();
        item.partKey = row.getPartKey();
        item.quantity = Math.toIntExact(row.getQuantity());
        item.shipDate = date(row.getShipDate());
        item.extendedPrice = hundredths(row.getExtendedPriceInCents());
        item.discount = hundredths(row.getDiscountPercent());
        return item;
    }

    private static Product product(Part row) {
        return new Product(row.getName(), hundredths(row.getRetailPriceInCents()), row.getSize());
    }

    private static BigDecimal hundredths(long amount) {
        return BigDecimal.valueOf(amount, 2);
    }

    private static LocalDate date(int epochDay) {
        return LocalDate.ofEpochDay(epochDay);
    }

    private static <T> Stream<T> stream(Iterable<T> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }
}
