package io.fluxrecord.examples.kotlin

import io.fluxrecord.ActiveRecord
import io.fluxrecord.SoftDeletable
import io.fluxrecord.Timestamped
import io.fluxrecord.UuidKey
import io.fluxrecord.Versioned
import io.fluxrecord.annotation.Table
import java.math.BigDecimal
import reactor.core.publisher.Mono

@Table("books")
class Book(
    var title: String = "",
    var pages: Int = 0,
    var price: BigDecimal? = null,
    var isLent: Boolean = false,
) : ActiveRecord<Book>(), UuidKey, Timestamped, SoftDeletable, Versioned {

    override fun beforeSave(): Mono<Void> {
        title = title.trim()
        return Mono.empty()
    }
}
