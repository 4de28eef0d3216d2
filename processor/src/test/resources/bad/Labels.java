package bad;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.annotation.*;

class Labels extends ActiveRecord<Labels> {

    enum Twice {
        @Label("same")
        FIRST,
        SECOND,
        @Label("same")
        THIRD
    }

    enum Named {
        OTHER,
        @Label("OTHER")
        NAMED
    }

    enum Swapped {
        @Label("TWO")
        ONE,
        @Label("ONE")
        TWO
    }

    @Id
    int id;

    Twice twice; // error: [FLX034] bad.Labels.twice cannot be stored, because constants FIRST and THIRD of bad.Labels.Twice are both stored as 'same': change a @Label

    Named named; // error: [FLX034] bad.Labels.named cannot be stored, because constants OTHER and NAMED of bad.Labels.Named are both stored as 'OTHER': change a @Label

    Swapped swapped;

    @Label("label")
    String field; // error: [FLX018] bad.Labels.field is @Label but no constant of an enum: remove it
}
