package io.fluxrecord.examples.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class IsoTablesTests {

    private final IsoTables tables = new IsoTables();

    @Test
    void countriesHaveNamesAndCurrencies() {
        assertThat(tables.countries())
                .anySatisfy(country -> {
                    assertThat(country.code).isEqualTo("JP");
                    assertThat(country.name).isEqualTo("Japan");
                    assertThat(country.currencyCode).isEqualTo("JPY");
                })
                .anySatisfy(country -> {
                    assertThat(country.code).isEqualTo("AQ");
                    assertThat(country.currencyCode).isNull();
                });
    }

    @Test
    void currenciesHaveNamesAndDigits() {
        assertThat(tables.currencies()).anySatisfy(currency -> {
            assertThat(currency.code).isEqualTo("JPY");
            assertThat(currency.name).isEqualTo("Japanese Yen");
            assertThat(currency.fractionDigits).isZero();
        });
    }
}
