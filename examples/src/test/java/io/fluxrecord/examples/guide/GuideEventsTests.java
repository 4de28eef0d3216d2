package io.fluxrecord.examples.guide;

import static io.fluxrecord.examples.guide.GuideDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.Database;
import io.fluxrecord.error.RollbackOnlyException;
import io.fluxrecord.error.VetoedException;
import io.fluxrecord.lifecycle.Decision;
import io.fluxrecord.lifecycle.Lifecycle;
import io.fluxrecord.lifecycle.Listener;
import io.fluxrecord.lifecycle.OperationListener;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** The snippets of events.md. */
final class GuideEventsTests {

    private Database db;

    @BeforeEach
    void prepare() {
        db = GuideDatabase.open(Booking_.model(), Note_.model(), Invoice_.model(), Room_.model());
    }

    @AfterEach
    void close() {
        GuideDatabase.close(db);
    }

    private static List<String> notes() {
        return await(Note_.query().orderBy(Note_.id.asc()).all().map(note -> note.text));
    }

    @Test
    void hooksRunInTheOperation() {
        Booking booking = await(new Booking(" Ada ", 2).save());
        assertThat(booking.guest).isEqualTo("Ada");
        Note note = await(Note_.query().one());
        assertThat(note.booking).isEqualTo(booking.id);
    }

    @Test
    void vetoes() {
        Booking empty = new Booking("Ada", 0);
        Booking paid = await(new Booking("Ben", 1).save());
        await(new Note("paid", paid.id).save());
        // tag::vetoed[]
        Mono<Boolean> kept = paid.delete(); // emits false
        Mono<String> refused = empty.save()
                .map(saved -> "saved")
                .onErrorResume(VetoedException.class, veto -> Mono.just("refused by " + veto.event()));
        // end::vetoed[]
        assertThat(await(kept)).isFalse();
        assertThat(await(refused)).isEqualTo("refused by BEFORE_INSERT");
        assertThat(empty.stored()).isFalse();
        assertThat(paid.deleted()).isFalse();
    }

    @Test
    void stopEndsTheRoundAndTheDatabaseHearsNothing() {
        List<String> heard = new ArrayList<>();
        for (Lifecycle event : Lifecycle.values()) {
            db.on(Booking_.model(), event, Listener.sync(booking -> heard.add(event.name())));
        }
        Booking paid = await(new Booking("Ben", 1).save());
        await(new Note("paid", paid.id).save());
        heard.clear();
        assertThat(await(paid.delete())).isFalse();
        assertThat(heard).isEmpty();
        StepVerifier.create(new Booking("Ada", 0).save()).verifyError(VetoedException.class);
        assertThat(heard).containsExactly("BEFORE_SAVE", "AFTER_ROLLBACK");
    }

    @Test
    void errorOfAHookUndoesAll() {
        // tag::error[]
        db.on(Booking_.model(), Lifecycle.AFTER_SAVE, booking -> Mono.error(new IllegalStateException("full")));
        Booking booking = new Booking("Ada", 2);
        Mono<Booking> failing = booking.save(); // signals "full"; no booking and no note was written
        // end::error[]
        StepVerifier.create(failing).verifyErrorMessage("full");
        assertThat(booking.stored()).isFalse();
        assertThat(booking.id).isNull();
        assertThat(notes()).isEmpty();
    }

    @Test
    void errorThatIsHandledStillDoomsTheTransactionAround() {
        db.on(Booking_.model(), Lifecycle.AFTER_SAVE, booking -> Mono.error(new IllegalStateException("full")));
        StepVerifier.create(db.transaction(() -> new Note("kept?", null)
                        .save()
                        .then(new Booking("Ada", 2).save())
                        .then()
                        .onErrorResume(handled -> Mono.empty())))
                .verifyError(RollbackOnlyException.class);
        assertThat(notes()).isEmpty();
    }

    @Test
    void listeners() {
        List<String> mails = new ArrayList<>();
        Mailer mailer = booking -> Mono.fromRunnable(() -> mails.add(booking.guest));
        // tag::listener[]
        Disposable listening = db.on(
                Booking_.model(),
                Lifecycle.BEFORE_INSERT,
                booking -> Note_.query()
                        .where(Note_.text.eq("closed"))
                        .exists()
                        .map(closed -> closed ? Decision.STOP : Decision.CONTINUE));
        db.on(Booking_.model(), Lifecycle.BEFORE_SAVE, Listener.sync(booking -> booking.nights += 1));
        db.on(Booking_.model(), Lifecycle.AFTER_COMMIT, booking -> mailer.send(booking));
        // end::listener[]
        Booking booking = await(new Booking("Ada", 1).save());
        assertThat(booking.nights).isEqualTo(2);
        assertThat(mails).containsExactly("Ada");
        await(new Note("closed", null).save());
        StepVerifier.create(new Booking("Ben", 1).save()).verifyError(VetoedException.class);
        // tag::dispose[]
        listening.dispose();
        // end::dispose[]
        await(new Booking("Ben", 1).save());
        assertThat(mails).containsExactly("Ada", "Ben");
    }

    /** Something that an application injects. */
    private interface Mailer {
        Mono<Void> send(Booking booking);
    }

    @Test
    void listenerToAllModels() {
        List<String> log = new ArrayList<>();
        // tag::all[]
        db.on(Lifecycle.AFTER_COMMIT, Listener.sync(record -> log.add(record + " was written")));
        // end::all[]
        Booking booking = await(new Booking("Ada", 1).save());
        assertThat(log).containsExactlyInAnyOrder("Note[1] was written", booking + " was written");
    }

    @Test
    void endOfTheTransaction() {
        List<String> heard = new ArrayList<>();
        // tag::ending[]
        db.on(Booking_.model(), Lifecycle.AFTER_COMMIT, Listener.sync(booking -> heard.add("committed")));
        db.on(Booking_.model(), Lifecycle.AFTER_ROLLBACK, Listener.sync(booking -> heard.add("rolled back")));

        Mono<Booking> committed = db.transaction(() -> new Booking("Ada", 1)
                .save()
                .doOnNext(saved -> heard.add("saved"))
                .delayUntil(saved -> new Note("paid", saved.id).save())
                .doOnNext(saved -> heard.add("paid"))); // heard: saved, paid, committed
        Mono<Booking> rolledBack = db.transaction(
                () -> new Booking("Ben", 1).save().then(Mono.error(new IllegalStateException("no money"))));
        // end::ending[]
        await(committed);
        assertThat(heard).containsExactly("saved", "paid", "committed");
        heard.clear();
        StepVerifier.create(rolledBack).verifyErrorMessage("no money");
        assertThat(heard).containsExactly("rolled back");
    }

    @Test
    void errorAfterTheCommitReachesTheSubscriberAndUndoesNothing() {
        List<String> heard = new ArrayList<>();
        db.on(Booking_.model(), Lifecycle.AFTER_COMMIT, booking -> Mono.error(new IllegalStateException("no mail")));
        db.on(Note_.model(), Lifecycle.AFTER_COMMIT, Listener.sync(note -> heard.add(note.text)));
        Booking booking = new Booking("Ada", 1);
        StepVerifier.create(booking.save()).verifyErrorMessage("no mail");
        assertThat(booking.stored()).isTrue();
        assertThat(heard).containsExactly("booked");
        assertThat(await(Booking_.query().count())).isEqualTo(1);
    }

    @Test
    void errorAfterTheRollbackIsLoggedAndTheFirstOneSignalled() {
        db.on(Booking_.model(), Lifecycle.AFTER_ROLLBACK, booking -> Mono.error(new IllegalStateException("second")));
        StepVerifier.create(db.transaction(
                        () -> new Booking("Ada", 1).save().then(Mono.error(new IllegalStateException("first")))))
                .verifyErrorMessage("first");
    }

    @Test
    void statementsAfterTheCommitHaveConnectionsOfTheirOwn() {
        // tag::afterwards[]
        db.on(
                Booking_.model(),
                Lifecycle.AFTER_COMMIT,
                booking -> new Note("confirmed", booking.id).save()); // a statement of its own, after the transaction
        // end::afterwards[]
        await(new Booking("Ada", 1).save());
        assertThat(notes()).containsExactly("booked", "confirmed");
    }

    @Test
    void contextOfTheSubscriber() {
        // tag::context[]
        db.on(
                Booking_.model(),
                Lifecycle.AFTER_INSERT,
                booking -> Mono.deferContextual(
                        context -> new Note("booked by " + context.get("user"), booking.id).save()));

        Mono<Booking> byAda = new Booking("Ada", 2).save().contextWrite(context -> context.put("user", "ada"));
        // end::context[]
        await(byAda);
        assertThat(notes()).containsExactly("booked", "booked by ada");
    }

    @Test
    void saveInsideASaveRunsNoHooks() {
        Invoice invoice = await(new Invoice().save());
        assertThat(invoice.number).isEqualTo("INV-" + invoice.id);
        assertThat(await(Invoice_.find(invoice.id)).number).isEqualTo(invoice.number);
    }

    @Test
    void changesAndOperations() {
        List<String> trail = new ArrayList<>();
        // tag::changes[]
        db.on(Booking_.model(), Lifecycle.AFTER_COMMIT, OperationListener.sync((booking, operation) -> {
            trail.add(operation + " " + booking.savedChanges().keySet());
            booking.savedChange(Booking_.nights)
                    .ifPresent(nights -> trail.add(nights.before() + " to " + nights.after()));
        }));
        // end::changes[]
        Booking booking = await(new Booking("Ada", 1).save());
        booking.nights = 2;
        await(booking.save());
        await(booking.delete());
        assertThat(trail)
                .containsExactly(
                        "INSERT [guest, id, nights]", "null to 1", "UPDATE [nights]", "1 to 2", "DELETE [deletedAt]");
    }

    @Test
    void loads() {
        List<String> heard = new ArrayList<>();
        // tag::load[]
        db.on(Booking_.model(), Lifecycle.AFTER_LOAD, Listener.sync(booking -> heard.add("read " + booking.guest)));
        // end::load[]
        Booking booking = await(new Booking("Ada", 1).save());
        assertThat(heard).isEmpty();
        await(Booking_.find(booking.id));
        assertThat(heard).containsExactly("read Ada");
    }

    @Test
    void hooksOfMixins() {
        Room room = new Room();
        room.number = 101;
        await(room.save());
        room.beds = 2;
        await(room.save());
        await(room.delete());
        assertThat(notes()).containsExactly("inserted Room[101]", "changed Room[101]", "changed Room[101]");
    }

    @Test
    void operationsWithoutEvents() {
        List<String> heard = new ArrayList<>();
        Booking booking = await(new Booking("Ada", 2).save());
        for (Lifecycle event : EnumSet.complementOf(EnumSet.of(Lifecycle.AFTER_LOAD))) {
            db.on(event, Listener.sync(record -> heard.add(event.name())));
        }
        await(booking.save());
        await(booking.restore());
        await(booking.reload());
        await(Booking_.query().all());
        await(Booking_.query().update(Booking_.nights.set(3)));
        await(Booking_.query().delete());
        await(Flux.concat(new Booking().delete(), new Booking().hardDelete()));
        assertThat(heard).isEmpty();
    }
}
