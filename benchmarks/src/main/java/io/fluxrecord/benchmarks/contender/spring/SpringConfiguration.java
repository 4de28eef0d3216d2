package io.fluxrecord.benchmarks.contender.spring;

import io.r2dbc.spi.ConnectionFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.r2dbc.config.AbstractR2dbcConfiguration;
import org.springframework.data.r2dbc.config.EnableR2dbcAuditing;
import org.springframework.data.r2dbc.mapping.event.AfterSaveCallback;
import org.springframework.data.r2dbc.mapping.event.BeforeConvertCallback;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** The application context of the documentation: a template, auditing for timestamps, transactions, two callbacks. */
@Configuration(proxyBeanMethods = false)
@EnableR2dbcAuditing
class SpringConfiguration extends AbstractR2dbcConfiguration {

    private final ConnectionFactory connectionFactory;

    SpringConfiguration(ConnectionFactory connectionFactory) {
        this.connectionFactory = connectionFactory;
    }

    @Override
    public ConnectionFactory connectionFactory() {
        return connectionFactory;
    }

    @Bean
    TransactionalOperator transactionalOperator() {
        return TransactionalOperator.create(new R2dbcTransactionManager(connectionFactory));
    }

    @Bean
    BeforeConvertCallback<HookedItem> beforeUpdate() {
        return (item, table) -> Mono.just(item);
    }

    @Bean
    AfterSaveCallback<HookedItem> afterUpdate() {
        return (item, row, table) -> Mono.just(item);
    }
}
