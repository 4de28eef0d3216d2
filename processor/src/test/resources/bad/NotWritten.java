package bad;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.annotation.*;

class NotWritten extends ActiveRecord<NotWritten> {

    @Id
    @Column(generated = true)
    String key; // error: [FLX018] bad.NotWritten.key is part of the key but not inserted: make it defaulted, or let the key be generated

    @Id
    @Column(insertable = false)
    String part; // error: [FLX018] bad.NotWritten.part is part of the key but not inserted: make it defaulted, or let the key be generated

    @Id
    @Sequence("s")
    @Column(defaulted = true)
    Long number; // error: [FLX018] bad.NotWritten.number is both @Sequence and defaulted: remove the one or the other

    @Column(defaulted = true)
    int count; // error: [FLX018] bad.NotWritten.count is defaulted but primitive, so that it is never null: use the wrapper type

    @Column(defaulted = true, generated = true)
    String both; // error: [FLX018] bad.NotWritten.both is defaulted but not inserted: remove the one or the other

    @Column(defaulted = true, insertable = false)
    String neither; // error: [FLX018] bad.NotWritten.neither is defaulted but not inserted: remove the one or the other

    @Embedded
    Size size;

    record Size(@Column(generated = true) Integer width) {} // error: [FLX018] bad.NotWritten.Size.width is part of an embedded value but not written with it: make it a field of the model
}
