package io.fluxrecord.dialect.h2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.Database;
import io.fluxrecord.Model;
import io.fluxrecord.Schema;
import io.fluxrecord.SoftDeletable;
import io.fluxrecord.Timestamped;
import io.fluxrecord.UuidKey;
import io.fluxrecord.Versioned;
import io.fluxrecord.error.VersionConflictException;
import io.fluxrecord.mapping.MappedProperty;
import io.fluxrecord.mapping.Mapping;
import io.fluxrecord.mapping.Role;
import io.fluxrecord.query.StringProperty;
import io.fluxrecord.sql.Column;
import io.fluxrecord.sql.SqlType;
import io.fluxrecord.sql.Table;
import io.r2dbc.spi.Row;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** The four mixins on H2, with the mapping written by hand as the processor is to write it. */
class HandMappedModelTests {

    private static final Model<Note> NOTES = Model.register(new NoteMapping());
    private static final StringProperty<Note> TEXT =
            new StringProperty<>("Note.text", NOTES.mapping().column(1));

    private final Database db = Database.connect("r2dbc:h2:mem:///" + UUID.randomUUID() + "?options=DB_CLOSE_DELAY=-1");

    @BeforeEach
    void createTable() {
        NOTES.configure(db);
        Schema.create(db, NOTES).block();
    }

    @Test
    void secondWriterConflictsUntilItReloads() {
        Note first = await(new Note("a").save());
        Note second = await(NOTES.find(first.getId()));
        assertThat(second).isEqualTo(first);
        assertThat(second.getCreatedAt()).isEqualTo(first.getCreatedAt());
        first.text = "b";
        assertThat(await(first.save()).getVersion()).isEqualTo(2);
        second.text = "c";
        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(() -> second.save().block()).isInstanceOf(VersionConflictException.class);
            assertThat(second.getVersion()).isEqualTo(1);
        }
        await(second.reload());
        second.text = "c";
        assertThat(await(second.save()).getVersion()).isEqualTo(3);
    }

    @Test
    void softDeletedRecordIsLeftOutAndRestored() {
        Note note = await(new Note("a").save());
        assertThat(await(note.delete())).isTrue();
        assertThat(await(note.delete())).isFalse();
        assertThat(await(NOTES.query().where(TEXT.eq("a").or(TEXT.ne("a"))).count()))
                .isZero();
        assertThat(await(NOTES.query().onlyDeleted().where(TEXT.in("a", "z")).count()))
                .isEqualTo(1);
        assertThat(await(note.restore())).isTrue();
        assertThat(await(NOTES.find(note.getId())).getVersion()).isEqualTo(3);
        assertThat(await(NOTES.query().permanentlyDelete())).isEqualTo(1);
    }

    @Test
    void memoryGoesBackWhenTheTransactionRollsBack() {
        Note note = new Note("a");
        assertThatThrownBy(() -> db.transaction(
                                () -> note.save().then(Mono.<Note>error(new IllegalStateException("undo"))))
                        .block())
                .hasMessage("undo");
        assertThat(note.stored()).isFalse();
        assertThat(note.getId()).isNull();
        assertThat(await(NOTES.query().count())).isZero();
        await(note.save());
        assertThat(await(NOTES.query().exists())).isTrue();
    }

    private static <T> T await(Mono<T> mono) {
        return Objects.requireNonNull(mono.block());
    }

    static final class Note extends ActiveRecord<Note> implements UuidKey, Timestamped, SoftDeletable, Versioned {

        String text = "";

        Note(String text) {
            this.text = text;
        }
    }

    private static final class NoteMapping extends Mapping<Note> {

        private static final Table TABLE = new Table(null, "note");

        private NoteMapping() {
            super(
                    Note.class,
                    List.of(
                            property("id", SqlType.UUID, Role.UUID_KEY),
                            property("text", SqlType.TEXT, Role.PLAIN),
                            property("version", SqlType.BIGINT, Role.VERSION),
                            property("created_at", SqlType.TIMESTAMP_WITH_TIME_ZONE, Role.CREATED_AT),
                            property("updated_at", SqlType.TIMESTAMP_WITH_TIME_ZONE, Role.UPDATED_AT),
                            property("deleted_at", SqlType.TIMESTAMP_WITH_TIME_ZONE, Role.DELETED_AT)),
                    List.of());
        }

        private static MappedProperty property(String name, SqlType type, Role role) {
            boolean nullable = role == Role.DELETED_AT;
            return new MappedProperty(name, new Column(TABLE, name, type, 0, 0, 0, nullable, false), role);
        }

        @Override
        public Note instantiate() {
            return new Note("");
        }

        @Override
        protected Object property(Note record, int column) {
            return record.text;
        }

        @Override
        protected Object[] fill(Note record, Row row) {
            Object[] values = new Object[6];
            values[0] = row.get(0, UUID.class);
            String text = row.get(1, String.class);
            values[1] = text;
            record.text = required(text, 1);
            values[2] = row.get(2, Long.class);
            for (int column = 3; column < 6; column++) {
                values[column] = row.get(column, java.time.Instant.class);
            }
            return values;
        }

        @Override
        protected UUID generateKey(Note record) {
            return record.generateId();
        }
    }
}
