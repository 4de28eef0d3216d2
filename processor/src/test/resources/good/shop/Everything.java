package shop;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.annotation.Column;
import io.fluxrecord.annotation.Convert;
import io.fluxrecord.annotation.Id;
import io.fluxrecord.mapping.Converter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

public class Everything extends ActiveRecord<Everything> {

    @Id
    String code;

    boolean flag;
    Boolean flagOrNull;
    byte tiny;
    Byte tinyOrNull;
    short small;
    Short smallOrNull;
    int number;
    Integer numberOrNull;
    long big;
    Long bigOrNull;
    float real;
    Float realOrNull;
    double precise;
    Double preciseOrNull;
    BigDecimal decimal;
    BigInteger integer;
    char letter;
    Character letterOrNull;
    UUID uuid;
    LocalDate date;
    LocalTime time;
    OffsetTime offsetTime;
    LocalDateTime dateTime;
    OffsetDateTime offsetDateTime;
    Instant instant;
    byte[] bytes;
    ByteBuffer buffer;
    String[] texts;

    @Column(json = true)
    String json;

    @Convert(Names.class)
    List<String> names;

    @Column(json = true)
    @Convert(Names.class)
    List<String> jsonNames;

    @Column(json = true)
    Map<String, List<Integer>> counts;

    @Convert(Cents.class)
    long cents;

    @Convert(Cents.class)
    private Long centsOrNull;

    Long getCentsOrNull() {
        return centsOrNull;
    }

    void setCentsOrNull(Long cents) {
        centsOrNull = cents;
    }

    // Names that the generated code would like to use itself.
    String MODEL;
    String record;
    String row;
    String values;

    static final class Names implements Converter<List<String>, String> {

        @Override
        public String toDatabase(List<String> names) {
            return String.join(",", names);
        }

        @Override
        public List<String> fromDatabase(String stored) {
            return Arrays.asList(stored.split(","));
        }
    }

    abstract static class Scaled<T extends Number> implements Converter<T, BigInteger> {}

    static final class Cents extends Scaled<Long> {

        @Override
        public BigInteger toDatabase(Long cents) {
            return BigInteger.valueOf(cents);
        }

        @Override
        public Long fromDatabase(BigInteger stored) {
            return stored.longValueExact();
        }
    }
}
