package bad;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.Timestamped;
import io.fluxrecord.UuidKey;
import io.fluxrecord.annotation.*;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

@Table(
        columns = {
            @ColumnName(property = "createdAt", secondPrecision = 10),
            @ColumnName(property = "updatedAt", secondPrecision = 3)
        })
class SecondPrecision extends ActiveRecord<SecondPrecision> implements UuidKey, Timestamped { // error: [FLX018] bad.SecondPrecision.createdAt has a secondPrecision of 10: choose a number from 0 to 9

    @Column(secondPrecision = 3)
    BigDecimal price; // error: [FLX018] bad.SecondPrecision.price has a secondPrecision but stores no time: remove it; precision and scale are for numbers

    @Column(secondPrecision = 3)
    LocalDate day; // error: [FLX018] bad.SecondPrecision.day has a secondPrecision but stores no time: remove it; precision and scale are for numbers

    @Column(secondPrecision = -2)
    Instant before; // error: [FLX018] bad.SecondPrecision.before has a secondPrecision of -2: choose a number from 0 to 9

    @Column(secondPrecision = 0)
    Instant fine;
}

@Table(columns = @ColumnName(property = "id", secondPrecision = 3))
class SecondPrecisionOfKey extends ActiveRecord<SecondPrecisionOfKey> implements UuidKey {} // error: [FLX018] bad.SecondPrecisionOfKey.id has a secondPrecision but stores no time: remove it; precision and scale are for numbers
