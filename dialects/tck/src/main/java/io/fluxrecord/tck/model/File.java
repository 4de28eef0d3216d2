package io.fluxrecord.tck.model;

import com.github.f4b6a3.uuid.UuidCreator;
import io.fluxrecord.ActiveRecord;
import io.fluxrecord.UuidKey;
import java.util.UUID;

/** A file whose key is made from its path: a UUID key of its own kind. */
public class File extends ActiveRecord<File> implements UuidKey {

    private static final UUID NAMESPACE = UUID.fromString("6ba7b811-9dad-11d1-80b4-00c04fd430c8");

    public String path = "";

    public File() {}

    public File(String path) {
        this.path = path;
    }

    /** Return a name-based UUID (RFC 9562, version 5), so that one path has one key. */
    @Override
    public UUID generateId() {
        return UuidCreator.getNameBasedSha1(NAMESPACE, path);
    }
}
