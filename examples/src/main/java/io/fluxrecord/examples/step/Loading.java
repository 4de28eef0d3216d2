package io.fluxrecord.examples.step;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.Database;
import io.fluxrecord.examples.model.Country_;
import io.fluxrecord.examples.model.Currency_;
import io.fluxrecord.examples.model.Customer_;
import io.fluxrecord.examples.model.LineItem;
import io.fluxrecord.examples.model.LineItem_;
import io.fluxrecord.examples.model.Order;
import io.fluxrecord.examples.model.Order_;
import io.fluxrecord.examples.report.Report;
import io.fluxrecord.examples.source.IsoTables;
import io.fluxrecord.examples.source.TpchTables;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Save all records of the ISO tables and of TPC-H, one {@code save()} each, and count them. */
public final class Loading implements Step {

    /** As many as the pool of a database has connections. */
    private static final int CONCURRENCY = 10;

    private final Database database;
    private final IsoTables iso;
    private final TpchTables tpch;

    public Loading(Database database, IsoTables iso, TpchTables tpch) {
        this.database = database;
        this.iso = iso;
        this.tpch = tpch;
    }

    @Override
    public String title() {
        return "Loading: ISO 3166 countries, ISO 4217 currencies, TPC-H customers, orders and line items";
    }

    @Override
    public Mono<Void> walk(Report report) {
        return Mono.using(this::progressBar, this::load, ProgressBar::close)
                .elapsed()
                .doOnNext(loaded -> report.tell(
                        loaded.getT2() + " records, saved one by one, in " + loaded.getT1() / 1000.0 + " s."))
                .then(Mono.defer(() -> count(report)));
    }

    private Mono<Long> load(ProgressBar bar) {
        return Flux.concat(save(iso::countries), save(iso::currencies), save(tpch::customers), saveOrders())
                .doOnNext(record -> bar.step())
                .count();
    }

    private static <T extends ActiveRecord<T>> Flux<T> save(Supplier<Stream<T>> records) {
        return Flux.fromStream(records::get).flatMap(ActiveRecord::save, CONCURRENCY);
    }

    private Flux<ActiveRecord<?>> saveOrders() {
        Flux<Order> orders = Flux.fromStream(tpch::orders);
        Flux<List<LineItem>> itemsOfOrders = Flux.fromStream(tpch::lineItems).bufferUntilChanged(item -> item.orderKey);
        return Flux.zip(orders, itemsOfOrders, this::saveOrder).flatMap(saved -> saved, CONCURRENCY);
    }

    /** An order, its audit line and its items are written together or not at all. */
    private Flux<ActiveRecord<?>> saveOrder(Order order, List<LineItem> items) {
        return Flux.<ActiveRecord<?>>concat(
                        order.save(), Flux.fromIterable(items).flatMap(ActiveRecord::save))
                .as(database::transactional);
    }

    private Mono<Void> count(Report report) {
        return Mono.zip(
                        Country_.query().count(),
                        Currency_.query().count(),
                        Customer_.query().count(),
                        Order_.query().count(),
                        LineItem_.query().count())
                .doOnNext(counts -> {
                    report.figure("countries", iso.countries().count(), counts.getT1());
                    report.figure("currencies", iso.currencies().count(), counts.getT2());
                    report.figure("customers", tpch.customerCount(), counts.getT3());
                    report.figure("orders", tpch.orderCount(), counts.getT4());
                    report.figure("line items", tpch.lineItems().count(), counts.getT5());
                })
                .then();
    }

    private ProgressBar progressBar() {
        return new ProgressBarBuilder()
                .setTaskName("Loading")
                .setInitialMax(iso.countries().count()
                        + iso.currencies().count()
                        + tpch.customerCount()
                        + tpch.orderCount()
                        + tpch.lineItems().count())
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(200)
                .setMaxRenderedLength(100)
                .showSpeed()
                .build();
    }
}
