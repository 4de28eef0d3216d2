package bad;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.UuidKey;
import io.fluxrecord.annotation.*;

class InaccessibleType extends ActiveRecord<InaccessibleType> implements UuidKey {

    State state; // error: [FLX019] bad.InaccessibleType.state has type bad.InaccessibleType.State, which generated code in package bad cannot name: make the type package-private or wider

    @Embedded
    Point point; // error: [FLX019] bad.InaccessibleType.point has type bad.InaccessibleType.Point, which generated code in package bad cannot name: make the type package-private or wider

    private enum State {
        ON
    }

    private record Point(int x) {}
}
