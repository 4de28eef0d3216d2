package io.fluxrecord.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.error.VersionConflictException.Reason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A conflict may be sent to another process, without the record. */
class VersionConflictExceptionTests {

    static List<VersionConflictException> conflicts() {
        return List.of(
                new VersionConflictException(new Object(), "Item", 7L, 1, Reason.STALE, OptionalLong.of(2)),
                new VersionConflictException("Item", new UUID(1, 2), 1, Reason.GONE, OptionalLong.empty()));
    }

    @ParameterizedTest
    @MethodSource("conflicts")
    void conflictIsSerialized(VersionConflictException conflict) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream output = new ObjectOutputStream(bytes)) {
            output.writeObject(conflict);
        }
        try (ObjectInputStream input = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            VersionConflictException read = (VersionConflictException) input.readObject();
            assertThat(read.actualVersion()).isEqualTo(conflict.actualVersion());
            assertThat(read.key()).isEqualTo(conflict.key());
            assertThat(read).hasMessage(conflict.getMessage());
            assertThat(read.record(Object.class)).isEmpty();
        }
    }
}
