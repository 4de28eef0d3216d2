package io.fluxrecord.examples.kotlin

import io.fluxrecord.Database
import io.fluxrecord.Schema
import java.math.BigDecimal
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.BeforeEach
import org.junit.jupiter.api.Test
import reactor.core.publisher.Mono
import reactor.test.StepVerifier

/** A model in Kotlin does what one in Java does. */
class BookTests {

    private val db: Database = Database.connect("r2dbc:h2:mem:///books?options=DB_CLOSE_DELAY=-1")

    @BeforeEach
    fun createTable() {
        Database.setDefault(db)
        Schema.drop(db, Book_.model()).then(Schema.create(db, Book_.model())).block()
    }

    @AfterEach
    fun close() {
        db.close().block()
    }

    @Test
    fun recordIsSavedFoundAndChanged() {
        val book = Book(" Dracula ", 418, BigDecimal("9.90"))
        val found = book.save().flatMap { saved -> Book_.find(saved.id!!) }
        val lent = found.flatMap { copy ->
            copy.isLent = true
            copy.save()
        }
        StepVerifier.create(lent)
            .assertNext { stored ->
                assertThat(stored.id).isEqualTo(book.id)
                assertThat(stored.title).isEqualTo("Dracula")
                assertThat(stored.price).isEqualByComparingTo("9.90")
                assertThat(stored.isLent).isTrue()
                assertThat(stored.version).isEqualTo(2)
                assertThat(stored.createdAt).isNotNull()
            }
            .verifyComplete()
    }

    @Test
    fun columnTakesNullsWhereThePropertyDoes() {
        assertThat(Book_.title.column().nullable()).isFalse()
        assertThat(Book_.price.column().nullable()).isTrue()
    }

    @Test
    fun conditionsAreTyped() {
        val thick = Book_.query().where(Book_.pages.gt(400), Book_.title.startsWith("D")).orderBy(Book_.title.asc())
        val titles = db.transaction { Mono.`when`(Book("Dune", 896).save(), Book("Emma", 474).save()) }
            .thenMany(thick.all())
            .map { it.title }
        StepVerifier.create(titles).expectNext("Dune").verifyComplete()
    }

    @Test
    fun deletedRecordIsRestored() {
        val book = Book("Ulysses", 730)
        StepVerifier.create(book.save().then(Mono.defer { book.delete() })).expectNext(true).verifyComplete()
        StepVerifier.create(Book_.query().count()).expectNext(0L).verifyComplete()
        StepVerifier.create(book.restore()).expectNext(true).verifyComplete()
        StepVerifier.create(Book_.query().where(Book_.isLent.eq(false), Book_.price.isNull).count())
            .expectNext(1L)
            .verifyComplete()
    }
}
