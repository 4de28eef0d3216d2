package bad;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.annotation.*;

class SequenceBlock extends ActiveRecord<SequenceBlock> {

    @Id
    @Sequence(value = "s", block = 0)
    Long id; // error: [FLX005] bad.SequenceBlock.id takes keys from its @Sequence in blocks of 0: choose a number from 1 to 10000
}

class TooLarge extends ActiveRecord<TooLarge> {

    @Id
    @Sequence(value = "s", block = 10_001)
    Long id; // error: [FLX005] bad.TooLarge.id takes keys from its @Sequence in blocks of 10001: choose a number from 1 to 10000
}

class Negative extends ActiveRecord<Negative> {

    @Id
    @Sequence(value = "s", block = -1)
    Long id; // error: [FLX005] bad.Negative.id takes keys from its @Sequence in blocks of -1: choose a number from 1 to 10000
}
