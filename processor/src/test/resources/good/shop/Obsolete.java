package shop;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.One;
import io.fluxrecord.annotation.Column;
import io.fluxrecord.annotation.Convert;
import io.fluxrecord.annotation.Id;
import io.fluxrecord.mapping.Converter;
import java.util.List;

/** Makes generated code name what javac warns about. */
@Deprecated
public class Obsolete extends ActiveRecord<Obsolete> {

    @Id
    long id;

    @Deprecated(forRemoval = true)
    String old;

    @Column(nullable = true)
    final One<Part> part = one();

    @SuppressWarnings("rawtypes")
    @Convert(RawNames.class)
    List names;

    @SuppressWarnings("rawtypes")
    static final class RawNames implements Converter<List, String> {

        @Override
        public String toDatabase(List names) {
            return names.toString();
        }

        @Override
        public List fromDatabase(String stored) {
            return List.of(stored);
        }
    }
}
