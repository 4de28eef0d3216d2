package bad;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.UuidKey;
import io.fluxrecord.annotation.*;

@Table("")
class EmptyName extends ActiveRecord<EmptyName> implements UuidKey { // error: [FLX017] bad.EmptyName is given an empty table name: leave it out or write the name

    @Column(" ")
    String name; // error: [FLX017] bad.EmptyName.name is given an empty column name: leave it out or write the name
}

@Table(schema = "")
class EmptySchema extends ActiveRecord<EmptySchema> implements UuidKey {} // error: [FLX017] bad.EmptySchema is given an empty schema name: leave it out or write the name

@Table(columns = @ColumnName(property = "id", column = ""))
class EmptyColumn extends ActiveRecord<EmptyColumn> implements UuidKey {} // error: [FLX017] bad.EmptyColumn.id is given an empty column name: leave it out or write the name

class EmptySequence extends ActiveRecord<EmptySequence> {

    @Id
    @Sequence("")
    Long id; // error: [FLX017] bad.EmptySequence.id is given an empty sequence name: leave it out or write the name
}
