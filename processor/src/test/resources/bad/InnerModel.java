package bad;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.UuidKey;

class InnerModel {

    class Inside extends ActiveRecord<Inside> implements UuidKey {} // error: [FLX051] bad.InnerModel.Inside is an inner class: make it static

    void local() {
        class Local extends ActiveRecord<Local> implements UuidKey {}
    }
}
