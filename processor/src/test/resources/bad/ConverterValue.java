package bad;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.UuidKey;
import io.fluxrecord.annotation.*;
import io.fluxrecord.mapping.Converter;

class ConverterValue extends ActiveRecord<ConverterValue> implements UuidKey {

    @Convert(IntegerText.class)
    long number; // error: [FLX031] bad.ConverterValue.number has type long, but converter bad.ConverterValue.IntegerText is for java.lang.Integer: use a Converter<java.lang.Long, …>

    @Convert(IntegerText.class)
    int fits;

    static class IntegerText implements Converter<Integer, String> {

        @Override
        public String toDatabase(Integer value) {
            return value.toString();
        }

        @Override
        public Integer fromDatabase(String stored) {
            return Integer.valueOf(stored);
        }
    }
}
