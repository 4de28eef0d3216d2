package bad;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.Timestamped;
import io.fluxrecord.UuidKey;
import io.fluxrecord.annotation.*;

class DuplicateColumn extends ActiveRecord<DuplicateColumn> implements UuidKey, Timestamped {

    String fullName;

    @Column("FULL_NAME")
    String other; // error: [FLX015] bad.DuplicateColumn.other is stored in column 'FULL_NAME', which already stores 'fullName': name another column with @Column or @Table(columns)

    @Column("created_at")
    String made; // error: [FLX015] bad.DuplicateColumn.made is stored in column 'created_at', which already stores 'createdAt': name another column with @Column or @Table(columns)
}
