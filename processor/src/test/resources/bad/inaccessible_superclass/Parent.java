package other;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.annotation.*;

@MappedSuperclass
public abstract class Parent<T extends Parent<T>> extends ActiveRecord<T> {

    public String open;
    protected String name; // error: [FLX012] other.Parent.name cannot be reached by generated code in package bad: add getName() and setName(String), or make the field public
}
