package io.fluxrecord.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.error.RecordNotFoundException;
import io.fluxrecord.error.RecordStateException;
import io.fluxrecord.error.RollbackOnlyException;
import io.fluxrecord.error.VersionConflictException;
import io.fluxrecord.error.VersionConflictException.Reason;
import io.fluxrecord.tck.model.Gadget;
import io.fluxrecord.tck.model.Gadget_;
import io.fluxrecord.transaction.TransactionOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * A plain model of records and rows, and one random walk over both it and the real ones. The model knows what each
 * operation is to do; every step compares the record with it, every end of a transaction the rows as well.
 */
final class StateModel {

    private static final int HANDLES = 4;

    /** A row. */
    private record Row(String name, long version, Instant created, Instant updated, Instant deleted) {}

    /** What a record must know of its row; its name, which is the user's own, is not part of it. */
    private record Memory(
            boolean stored,
            UUID id,
            long version,
            Instant created,
            Instant updated,
            Instant deleted,
            String seen,
            UUID seenId,
            Frame readIn) {

        static final Memory NEW = new Memory(false, null, 0, null, null, null, null, null, null);

        static Memory of(UUID id, Row row, Frame readIn) {
            return new Memory(true, id, row.version, row.created, row.updated, row.deleted, row.name, id, readIn);
        }

        /** Return this with a key that was made and that a rollback does not take back. */
        Memory keeping(UUID made) {
            return stored || made == null
                    ? this
                    : new Memory(false, made, version, created, updated, deleted, seen, seenId, readIn);
        }
    }

    /** A transaction or savepoint. */
    private static final class Frame {

        private final Frame outer;
        private final IdentityHashMap<Gadget, UUID> made = new IdentityHashMap<>();
        private int changes;
        private boolean doomed;
        private boolean rolledBack;

        Frame(Frame outer) {
            this.outer = outer;
        }

        /** Return the frame whose changes are seen by what is read in a frame, if any. */
        static Frame changed(Frame frame) {
            return frame == null || frame.changes > 0 ? frame : changed(frame.outer);
        }

        static boolean rolledBack(Frame frame) {
            return frame != null && (frame.rolledBack || rolledBack(frame.outer));
        }
    }

    /** How a block of steps ends. */
    private enum End {
        COMMIT,
        FAIL,
        ROLLBACK_ONLY,
        CANCEL
    }

    private final TestBed bed;
    private final Random random;
    private final List<String> story = new ArrayList<>();
    private final Gadget[] handles = new Gadget[HANDLES];
    private final IdentityHashMap<Gadget, Memory> first = new IdentityHashMap<>();
    private IdentityHashMap<Gadget, Memory> memory = new IdentityHashMap<>();
    private Map<UUID, Row> rows = new HashMap<>();
    private Frame frame;

    StateModel(TestBed bed, long seed) {
        this.bed = bed;
        random = new Random(seed);
        for (int i = 0; i < HANDLES; i++) {
            handle(i, new Gadget("new " + i), Memory.NEW);
        }
    }

    /** Return what was done, for the message of a failure. */
    List<String> story() {
        return story;
    }

    /** Walk at most so many steps from an empty table. */
    Mono<Void> run(int steps) {
        return Gadget_.query()
                .includeDeleted()
                .permanentlyDelete()
                .then(Mono.defer(() -> steps(1 + random.nextInt(steps), 0)))
                .then(Mono.defer(this::checkRows));
    }

    private Mono<Void> steps(int count, int depth) {
        return Flux.range(0, count)
                .concatMap(
                        step -> {
                            bed.advance(Duration.ofMillis(1));
                            return depth < 3 && random.nextInt(6) == 0
                                    ? block(depth, count - step)
                                    : operation(random.nextInt(HANDLES));
                        },
                        1)
                .then();
    }

    private void handle(int index, Gadget gadget, Memory known) {
        handles[index] = gadget;
        memory.put(gadget, known);
        first.put(gadget, known);
    }

    private Mono<Void> operation(int index) {
        Gadget gadget = handles[index];
        Memory known = memory.get(gadget);
        Row row = known.id == null ? null : rows.get(known.id);
        boolean current = row != null && row.version == known.version && !Frame.rolledBack(known.readIn);
        String what = List.of(
                        "new",
                        "load",
                        "set",
                        "set",
                        "save",
                        "save",
                        "save",
                        "touch",
                        "delete",
                        "restore",
                        "hardDelete",
                        "reload")
                .get(random.nextInt(12));
        story.add(what + " " + index);
        return switch (what) {
            case "new" -> {
                handle(index, new Gadget("new " + story.size()), Memory.NEW);
                yield Mono.empty();
            }
            case "load" -> load(index);
            case "set" -> {
                gadget.name = "name " + random.nextInt(5);
                yield Mono.empty();
            }
            case "save" -> known.stored ? update(gadget, known, row, current, false) : insert(gadget);
            case "touch" ->
                known.stored
                        ? update(gadget, known, row, current, true)
                        : expectError(gadget, gadget.touch(), RecordStateException.class);
            case "delete" -> delete(gadget, known, row, current);
            case "restore" -> restore(gadget, known, row, current);
            case "hardDelete" -> hardDelete(gadget, known, row, current);
            default -> reload(gadget, known, row);
        };
    }

    private Mono<Void> load(int index) {
        UUID id = memory.get(handles[random.nextInt(HANDLES)]).id;
        if (id == null) {
            return Mono.empty();
        }
        return Gadget_.query()
                .includeDeleted()
                .where(Gadget_.id.eq(id))
                .one()
                .doOnNext(found -> {
                    handle(index, found, Memory.of(id, Objects.requireNonNull(rows.get(id)), Frame.changed(frame)));
                    check(found);
                })
                .hasElement()
                .doOnNext(found -> assertThat(found).isEqualTo(rows.containsKey(id)))
                .then();
    }

    private Mono<Void> insert(Gadget gadget) {
        UUID before = gadget.getId();
        boolean kept = before != null && !before.equals(memory.get(gadget).seenId);
        return gadget.save()
                .doOnNext(saved -> {
                    assertThat(saved.getId().equals(before)).isEqualTo(kept);
                    for (Frame each = frame; each != null; each = each.outer) {
                        each.made.putIfAbsent(gadget, saved.getId());
                    }
                    Row row = new Row(gadget.name, 1, bed.now(), bed.now(), null);
                    write(gadget, gadget.getId(), row);
                })
                .then(checked(gadget));
    }

    private Mono<Void> update(Gadget gadget, Memory known, Row row, boolean current, boolean forced) {
        Mono<Gadget> save = forced ? gadget.touch() : gadget.save();
        if (gadget.name.equals(known.seen) && !forced) {
            return save.then(checked(gadget));
        }
        if (!current) {
            return expectConflict(gadget, save, row);
        }
        String name = forced ? row.name : gadget.name; // To touch is not to save.
        return save.doOnNext(saved ->
                        write(gadget, known.id, new Row(name, row.version + 1, row.created, bed.now(), row.deleted)))
                .then(checked(gadget));
    }

    private Mono<Void> delete(Gadget gadget, Memory known, Row row, boolean current) {
        if (!known.stored || known.deleted != null) {
            return expect(gadget, gadget.delete(), false);
        }
        if (!current) {
            return expectConflict(gadget, gadget.delete(), row);
        }
        return expect(gadget, gadget.delete().doOnNext(done -> mark(gadget, known, row, bed.now())), true);
    }

    private Mono<Void> restore(Gadget gadget, Memory known, Row row, boolean current) {
        if (!known.stored || known.deleted == null) {
            return expect(gadget, gadget.restore(), false);
        }
        if (!current) {
            return expectConflict(gadget, gadget.restore(), row);
        }
        return expect(gadget, gadget.restore().doOnNext(done -> mark(gadget, known, row, null)), true);
    }

    private void mark(Gadget gadget, Memory known, Row row, Instant deleted) {
        Row marked = new Row(row.name, row.version + 1, row.created, row.updated, deleted);
        write(gadget, known.id, marked);
    }

    private Mono<Void> hardDelete(Gadget gadget, Memory known, Row row, boolean current) {
        if (!known.stored) {
            return expect(gadget, gadget.hardDelete(), false);
        }
        if (!current) {
            return expectConflict(gadget, gadget.hardDelete(), row);
        }
        return expect(
                gadget,
                gadget.hardDelete().doOnNext(done -> {
                    changed();
                    rows.remove(known.id);
                    memory.put(
                            gadget,
                            new Memory(
                                    false,
                                    known.id,
                                    0,
                                    known.created,
                                    known.updated,
                                    null,
                                    known.seen,
                                    known.id,
                                    known.readIn));
                }),
                true);
    }

    private Mono<Void> reload(Gadget gadget, Memory known, Row row) {
        if (!known.stored) {
            return expectError(gadget, gadget.reload(), RecordStateException.class);
        }
        if (row == null) {
            return expectError(gadget, gadget.reload(), RecordNotFoundException.class);
        }
        return gadget.reload()
                .doOnNext(found -> {
                    assertThat(gadget.name).isEqualTo(row.name);
                    memory.put(gadget, Memory.of(known.id, row, null));
                })
                .then(checked(gadget));
    }

    private void changed() {
        if (frame != null) {
            frame.changes++;
        }
    }

    private void write(Gadget gadget, UUID id, Row row) {
        changed();
        rows.put(id, row);
        memory.put(gadget, Memory.of(id, row, null));
    }

    private Mono<Void> expect(Gadget gadget, Mono<Boolean> operation, boolean expected) {
        return operation.doOnNext(done -> assertThat(done).isEqualTo(expected)).then(checked(gadget));
    }

    private Mono<Void> expectConflict(Gadget gadget, Mono<?> operation, Row row) {
        Reason reason = row == null ? Reason.GONE : row.deleted == null ? Reason.STALE : Reason.DELETED;
        return operation
                .then(Mono.<Void>error(new AssertionError("no conflict")))
                .onErrorResume(VersionConflictException.class, conflict -> {
                    assertThat(conflict.reason()).isEqualTo(reason);
                    return Mono.empty();
                })
                .then(checked(gadget));
    }

    private Mono<Void> expectError(Gadget gadget, Mono<?> operation, Class<? extends Throwable> type) {
        return operation
                .then(Mono.<Void>error(new AssertionError("no " + type)))
                .onErrorResume(type, expected -> Mono.empty())
                .then(checked(gadget));
    }

    /** Run steps in a transaction, a savepoint or a joined block, and forget what is rolled back. */
    private Mono<Void> block(int depth, int budget) {
        boolean joined = depth > 0 && random.nextInt(4) == 0;
        End end = End.values()[random.nextInt(joined ? 2 : 4)];
        String kind = joined ? "join" : depth == 0 ? "begin" : "savepoint";
        story.add(kind);
        IdentityHashMap<Gadget, Memory> memoryBefore = new IdentityHashMap<>(memory);
        Map<UUID, Row> rowsBefore = new HashMap<>(rows);
        Frame inner = joined ? frame : new Frame(frame);
        frame = inner;
        int changesBefore = inner.changes;
        Sinks.Empty<Void> cancel = Sinks.empty();
        Mono<Void> work = steps(1 + random.nextInt(Math.max(1, budget)), depth + 1)
                .then(Mono.defer(() -> {
                    story.add(end + " " + kind);
                    return switch (end) {
                        case COMMIT -> Mono.empty();
                        case FAIL -> Mono.error(new OnPurpose());
                        case ROLLBACK_ONLY -> bed.database().rollbackOnly();
                        case CANCEL -> Mono.<Void>never().doOnSubscribe(waiting -> cancel.tryEmitEmpty());
                    };
                }));
        TransactionOptions options = joined ? TransactionOptions.DEFAULT : TransactionOptions.NESTED;
        return bed.transaction(options, () -> work)
                .takeUntilOther(cancel.asMono())
                .then(Mono.fromRunnable(() -> {
                    assertThat(end).isNotEqualTo(End.FAIL);
                    assertThat(inner.doomed && !joined && end != End.CANCEL).isFalse();
                }))
                .onErrorResume(OnPurpose.class, expected -> {
                    assertThat(end).isEqualTo(End.FAIL);
                    return Mono.empty();
                })
                .onErrorResume(RollbackOnlyException.class, expected -> {
                    assertThat(inner.doomed).isTrue();
                    return Mono.empty();
                })
                .then(Mono.defer(() -> {
                    if (joined) {
                        inner.doomed |= end == End.FAIL && inner.changes != changesBefore;
                        return Mono.empty();
                    }
                    frame = inner.outer;
                    if (end != End.COMMIT || inner.doomed) {
                        inner.rolledBack = true;
                        rollBack(memoryBefore, rowsBefore, inner.made);
                    } else if (frame != null) {
                        frame.changes += inner.changes;
                    }
                    memory.keySet().forEach(this::check);
                    return checkRows();
                }));
    }

    private void rollBack(
            IdentityHashMap<Gadget, Memory> memoryBefore,
            Map<UUID, Row> rowsBefore,
            IdentityHashMap<Gadget, UUID> made) {
        IdentityHashMap<Gadget, Memory> restored = new IdentityHashMap<>();
        memory.keySet().forEach(gadget -> {
            Memory before = memoryBefore.getOrDefault(gadget, Objects.requireNonNull(first.get(gadget)));
            restored.put(gadget, before.keeping(made.get(gadget)));
        });
        memory = restored;
        rows = rowsBefore;
    }

    private Mono<Void> checked(Gadget gadget) {
        return Mono.fromRunnable(() -> check(gadget));
    }

    private void check(Gadget gadget) {
        Memory known = Objects.requireNonNull(memory.get(gadget));
        boolean dirty = !known.stored || !gadget.name.equals(known.seen);
        assertThat(gadget.stored()).isEqualTo(known.stored);
        assertThat(gadget.getId()).isEqualTo(known.id);
        assertThat(gadget.getVersion()).isEqualTo(known.version);
        assertThat(gadget.getCreatedAt()).isEqualTo(known.created);
        assertThat(gadget.getUpdatedAt()).isEqualTo(known.updated);
        assertThat(gadget.getDeletedAt()).isEqualTo(known.deleted);
        assertThat(gadget.changes().contains("name")).isEqualTo(dirty);
    }

    private Mono<Void> checkRows() {
        Map<UUID, Row> expected = new HashMap<>(rows);
        return Gadget_.query()
                .includeDeleted()
                .all()
                .collectMap(
                        Gadget::getId,
                        found -> new Row(
                                found.name,
                                found.getVersion(),
                                found.getCreatedAt(),
                                found.getUpdatedAt(),
                                found.getDeletedAt()))
                .doOnNext(found -> assertThat(found).isEqualTo(expected))
                .then();
    }

    private static final class OnPurpose extends RuntimeException {

        OnPurpose() {
            super("on purpose", null, false, false);
        }
    }
}
