package bad;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.UuidKey;
import io.fluxrecord.annotation.*;
import io.fluxrecord.Attribute;

class DuplicateProperty extends Above<DuplicateProperty> implements UuidKey, One, Two {

    @Column("other_name")
    String name; // error: [FLX014] bad.DuplicateProperty.name makes a second property named 'name': rename one of them
}

@MappedSuperclass
abstract class Above<T extends Above<T>> extends ActiveRecord<T> {

    String name;
}

interface One {

    Attribute<String> TENANT = Attribute.of(String.class);
}

interface Two {

    Attribute<String> TENANT = Attribute.of(String.class); // error: [FLX014] bad.Two.TENANT makes a second property named 'tenant': rename one of them
}
