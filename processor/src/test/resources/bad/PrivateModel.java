package bad;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.UuidKey;

class PrivateModel {

    private static class Hidden extends ActiveRecord<Hidden> implements UuidKey {} // error: [FLX052] bad.PrivateModel.Hidden cannot be reached by generated code: make Hidden package-private or wider

    private static class Box {

        static class Inside extends ActiveRecord<Inside> implements UuidKey {} // error: [FLX052] bad.PrivateModel.Box.Inside cannot be reached by generated code: make Box package-private or wider
    }
}
