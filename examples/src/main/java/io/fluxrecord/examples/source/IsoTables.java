package io.fluxrecord.examples.source;

import io.fluxrecord.examples.model.Country;
import io.fluxrecord.examples.model.Currency;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The countries of ISO 3166 and the currencies of ISO 4217, from the JDK that runs this. */
public final class IsoTables {

    /** Return all countries, as new records. */
    public Stream<Country> countries() {
        return Arrays.stream(Locale.getISOCountries())
                .map(code -> new Locale.Builder().setRegion(code).build())
                .map(country -> new Country(
                        country.getCountry(), country.getDisplayCountry(Locale.ENGLISH), currencyCode(country)));
    }

    /** Return all currencies, historic ones too, as new records. */
    public Stream<Currency> currencies() {
        return java.util.Currency.getAvailableCurrencies().stream()
                .map(currency -> new Currency(
                        currency.getCurrencyCode(),
                        currency.getDisplayName(Locale.ENGLISH),
                        currency.getDefaultFractionDigits()));
    }

    private static @Nullable String currencyCode(Locale country) {
        java.util.Currency currency = java.util.Currency.getInstance(country);
        return currency == null ? null : currency.getCurrencyCode();
    }
}
