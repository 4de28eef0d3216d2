package shop;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.Many;
import io.fluxrecord.One;
import io.fluxrecord.annotation.Column;
import io.fluxrecord.annotation.Id;
import io.fluxrecord.annotation.Inverse;

public class Part extends ActiveRecord<Part> {

    @Id
    @Column(length = 8)
    String code;

    @Column(nullable = true)
    final One<Part> replacement = one();

    @Inverse("replacement")
    final Many<Part> replaced = many();

    @Inverse("part")
    private final Many<PartSupplier> suppliers = many();

    @SuppressWarnings("deprecation")
    @Inverse("part")
    final Many<Obsolete> obsolete = many();
}
