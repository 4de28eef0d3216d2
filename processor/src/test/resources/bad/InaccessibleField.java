package bad;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.UuidKey;

class InaccessibleField extends ActiveRecord<InaccessibleField> implements UuidKey {

    private String hidden; // error: [FLX012] bad.InaccessibleField.hidden cannot be reached by generated code in package bad: add getHidden() and setHidden(String), or make the field package-private or wider
    private boolean readOnly; // error: [FLX012] bad.InaccessibleField.readOnly cannot be reached by generated code in package bad: add setReadOnly(boolean), or make the field package-private or wider
    private Long odd; // error: [FLX012] bad.InaccessibleField.odd cannot be reached by generated code in package bad: add getOdd(), or make the field package-private or wider

    boolean isReadOnly() {
        return readOnly;
    }

    private void setReadOnly(boolean readOnly) {
        this.readOnly = readOnly;
    }

    long getOdd() {
        return odd;
    }

    void setOdd(Long odd) {
        this.odd = odd;
    }
}
