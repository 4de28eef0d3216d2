package bad;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.UuidKey;
import io.fluxrecord.annotation.*;
import io.fluxrecord.mapping.Converter;
import java.util.Locale;

class ConverterStored extends ActiveRecord<ConverterStored> implements UuidKey {

    @Convert(Locales.class)
    String language; // error: [FLX032] bad.ConverterStored.language cannot use converter bad.ConverterStored.Locales, which stores java.util.Locale: let it store a type that a column has

    static class Locales implements Converter<String, Locale> {

        @Override
        public Locale toDatabase(String value) {
            return Locale.ROOT;
        }

        @Override
        public String fromDatabase(Locale stored) {
            return "";
        }
    }
}
