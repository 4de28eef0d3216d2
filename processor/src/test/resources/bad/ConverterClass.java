package bad;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.UuidKey;
import io.fluxrecord.annotation.*;
import io.fluxrecord.mapping.Converter;

class ConverterClass extends ActiveRecord<ConverterClass> implements UuidKey {

    @Convert(Abstract.class)
    String one; // error: [FLX030] bad.ConverterClass.one cannot use converter bad.ConverterClass.Abstract: make it a concrete, non-private class with a no-argument constructor

    @Convert(Hidden.class)
    String two; // error: [FLX030] bad.ConverterClass.two cannot use converter bad.ConverterClass.Hidden: make it a concrete, non-private class with a no-argument constructor

    @Convert(Inner.class)
    String three; // error: [FLX030] bad.ConverterClass.three cannot use converter bad.ConverterClass.Inner: make it a concrete, non-private class with a no-argument constructor

    @Convert(Configured.class)
    String four; // error: [FLX030] bad.ConverterClass.four cannot use converter bad.ConverterClass.Configured: make it a concrete, non-private class with a no-argument constructor

    @Convert(Sub.class)
    String five; // error: [FLX030] bad.ConverterClass.five cannot use converter bad.ConverterClass.Sub: make it a concrete, non-private class with a no-argument constructor

    interface Sub extends Converter<String, String> {}

    abstract static class Abstract implements Converter<String, String> {}

    static class Identity implements Converter<String, String> {

        @Override
        public String toDatabase(String value) {
            return value;
        }

        @Override
        public String fromDatabase(String stored) {
            return stored;
        }
    }

    private static class Hidden extends Identity {}

    class Inner extends Identity {}

    static class Configured extends Identity {

        Configured(int size) {}
    }
}
