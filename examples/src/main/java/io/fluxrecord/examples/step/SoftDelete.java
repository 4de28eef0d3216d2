package io.fluxrecord.examples.step;

import io.fluxrecord.Query;
import io.fluxrecord.examples.model.Customer;
import io.fluxrecord.examples.model.Customer_;
import io.fluxrecord.examples.report.Report;
import io.fluxrecord.examples.source.TpchTables;
import java.math.BigDecimal;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Delete the customers in debt, bring one back, and purge the others. */
public final class SoftDelete implements Step {

    private final TpchTables tpch;
    private final long debtors;

    public SoftDelete(TpchTables tpch) {
        this.tpch = tpch;
        this.debtors = tpch.customers()
                .filter(customer -> customer.accountBalance.signum() < 0)
                .count();
    }

    @Override
    public String title() {
        return "Soft delete: Customer is SoftDeletable";
    }

    @Override
    public Mono<Void> walk(Report report) {
        return deleteDebtors(report).then(restoreOne(report)).then(purge(report));
    }

    private Mono<Void> deleteDebtors(Report report) {
        Mono<Long> deletion = Customer_.query()
                .where(Customer_.accountBalance.lt(BigDecimal.ZERO))
                .delete();
        return deletion.doOnNext(deleted -> {
                    report.tell(deleted + " customers in debt are deleted, with one statement.");
                    report.figure("customers deleted", debtors, deleted);
                })
                .then(figure(report, "customers left", tpch.customerCount() - debtors, Customer_.query()))
                .then(figure(
                        report,
                        "rows left",
                        tpch.customerCount(),
                        Customer_.query().includeDeleted()));
    }

    private Mono<Void> restoreOne(Report report) {
        return Customer_.query()
                .onlyDeleted()
                .orderBy(Customer_.customerKey.asc())
                .first()
                .single()
                .flatMap(customer -> restoreTwice(report, customer))
                .then(figure(
                        report, "customers after the restore", tpch.customerCount() - debtors + 1, Customer_.query()));
    }

    private static Mono<Void> restoreTwice(Report report, Customer customer) {
        return Flux.concat(customer.restore(), customer.restore())
                .collectList()
                .doOnNext(restored -> {
                    report.tell(customer + " is restored; to restore it again is nothing to do.");
                    report.figure("first and second restore()", List.of(true, false), restored);
                })
                .then();
    }

    private Mono<Void> purge(Report report) {
        return Customer_.query()
                .onlyDeleted()
                .permanentlyDelete()
                .doOnNext(purged -> {
                    report.tell(purged + " deleted customers are purged: their rows are gone.");
                    report.figure("customers purged", debtors - 1, purged);
                })
                .then(figure(
                        report,
                        "rows after the purge",
                        tpch.customerCount() - debtors + 1,
                        Customer_.query().includeDeleted()));
    }

    private static Mono<Void> figure(Report report, String name, long expected, Query<Customer> query) {
        return query.count()
                .doOnNext(actual -> report.figure(name, expected, actual))
                .then();
    }
}
