package bad;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.annotation.*;
import io.fluxrecord.mapping.Converter;

class SequenceKey extends ActiveRecord<SequenceKey> {

    @Id
    @Sequence("s")
    String text; // error: [FLX004] bad.SequenceKey.text is @Sequence but no generated key: put it on one @Id of type Long, Integer, Short or a primitive of these, or remove it

    @Sequence("s")
    Long plain; // error: [FLX004] bad.SequenceKey.plain is @Sequence but no generated key: put it on one @Id of type Long, Integer, Short or a primitive of these, or remove it
}

class OneOfTwo extends ActiveRecord<OneOfTwo> {

    @Id
    @Sequence("s")
    long one; // error: [FLX004] bad.OneOfTwo.one is @Sequence but no generated key: put it on one @Id of type Long, Integer, Short or a primitive of these, or remove it

    @Id
    @Sequence("t")
    long two; // error: [FLX004] bad.OneOfTwo.two is @Sequence but no generated key: put it on one @Id of type Long, Integer, Short or a primitive of these, or remove it
}

class SetByHand extends ActiveRecord<SetByHand> {

    @Id(generated = false)
    @Sequence("s")
    long id; // error: [FLX004] bad.SetByHand.id is @Sequence but no generated key: put it on one @Id of type Long, Integer, Short or a primitive of these, or remove it
}

class SmallerThanStored extends ActiveRecord<SmallerThanStored> {

    @Id
    @Sequence("s")
    byte id; // error: [FLX004] bad.SmallerThanStored.id is @Sequence but no generated key: put it on one @Id of type Long, Integer, Short or a primitive of these, or remove it
}

class Converted extends ActiveRecord<Converted> {

    @Id
    @Sequence("s")
    @Convert(Text.class)
    String id; // error: [FLX004] bad.Converted.id is @Sequence but no generated key: put it on one @Id of type Long, Integer, Short or a primitive of these, or remove it

    static class Text implements Converter<String, Long> {

        @Override
        public Long toDatabase(String value) {
            return Long.valueOf(value);
        }

        @Override
        public String fromDatabase(Long stored) {
            return stored.toString();
        }
    }
}
