package io.fluxrecord.examples.guide;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.Versioned;
import io.fluxrecord.annotation.Id;

// tag::model[]
public class Account extends ActiveRecord<Account> implements Versioned {

    @Id
    Long id;

    String owner = "";
    long balance;

    Account() {}

    Account(String owner, long balance) {
        this.owner = owner;
        this.balance = balance;
    }
}
// end::model[]
