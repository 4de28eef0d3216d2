package bad;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.annotation.*;
import io.fluxrecord.mapping.Converter;
import java.nio.ByteBuffer;
import java.util.Optional;

class KeyType extends ActiveRecord<KeyType> {

    @Id
    @Embedded
    Part part; // error: [FLX003] bad.KeyType.part cannot be a key, because it is @Embedded: choose a column with a plain, comparable value

    @Id
    byte[] bytes; // error: [FLX003] bad.KeyType.bytes cannot be a key, because it is an array: choose a column with a plain, comparable value

    @Id
    @Column(json = true)
    String json; // error: [FLX003] bad.KeyType.json cannot be a key, because it is JSON: choose a column with a plain, comparable value

    @Id
    ByteBuffer buffer; // error: [FLX003] bad.KeyType.buffer cannot be a key, because it is a ByteBuffer: choose a column with a plain, comparable value

    @Id
    Optional<String> optional; // error: [FLX003] bad.KeyType.optional cannot be a key, because it is an Optional: choose a column with a plain, comparable value

    @Id
    @Convert(Bytes.class)
    String converted; // error: [FLX003] bad.KeyType.converted cannot be a key, because it is stored as BINARY: choose a column with a plain, comparable value

    record Part(int number) {}

    static class Bytes implements Converter<String, byte[]> {

        @Override
        public byte[] toDatabase(String value) {
            return new byte[0];
        }

        @Override
        public String fromDatabase(byte[] stored) {
            return "";
        }
    }
}
