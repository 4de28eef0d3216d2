package bad;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.annotation.*;

@Table("x")
class NotAModel {} // error: [FLX057] bad.NotAModel is annotated @Table but does not extend ActiveRecord: extend it, or remove @Table

@Table
interface AnInterface {} // error: [FLX057] bad.AnInterface is annotated @Table but does not extend ActiveRecord: extend it, or remove @Table

@Table
abstract class AbstractModel<T extends AbstractModel<T>> extends ActiveRecord<T> {} // error: [FLX057] bad.AbstractModel is annotated @Table but is abstract: move it to the models, or use @MappedSuperclass
