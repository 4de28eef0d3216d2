package bad;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.UuidKey;
import io.fluxrecord.annotation.*;

@Table(columns = {@ColumnName(property = "name", column = "full_name"), @ColumnName(property = "createdAt", column = "made")})
class UnknownProperty extends ActiveRecord<UnknownProperty> implements UuidKey { // error: [FLX016] @Table(columns) of bad.UnknownProperty renames 'createdAt', which is no property; its properties are id, name

    String name;
}
