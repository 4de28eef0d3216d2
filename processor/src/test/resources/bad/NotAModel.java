package bad;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.annotation.*;

@Table("x")
class NotAModel {} // error: [FLX057] bad.NotAModel is annotated @Table but does not extend ActiveRecord: extend it, or remove @Table

@Table
interface AnInterface {} // error: [FLX057] bad.AnInterface is annotated @Table but does not extend ActiveRecord: extend it, or remove @Table

@Table
abstract class AbstractModel<T extends AbstractModel<T>> extends ActiveRecord<T> {} // error: [FLX057] bad.AbstractModel is annotated @Table but is abstract: move it to the models, or use @MappedSuperclass

@Table
record ARecord(String name) {} // error: [FLX057] bad.ARecord is annotated @Table but is a Java record, which cannot extend ActiveRecord: make it a class, or remove @Table

record WithKey(@Id Long id, String name) {} // error: [FLX057] bad.WithKey has an @Id field but is a Java record, which cannot extend ActiveRecord: make it a class, or remove @Id

@Table
record WithBoth(@Id Long id) {} // error: [FLX057] bad.WithBoth is annotated @Table but is a Java record, which cannot extend ActiveRecord: make it a class, or remove @Table

class Plain { // error: [FLX057] bad.Plain has an @Id field but does not extend ActiveRecord: extend it, or remove @Id

    @Id
    Long id;
}
