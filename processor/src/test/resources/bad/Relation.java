package bad;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.Many;
import io.fluxrecord.One;
import io.fluxrecord.ReadOnlyRecord;
import io.fluxrecord.UuidKey;
import io.fluxrecord.annotation.*;

class Relation extends ActiveRecord<Relation> implements UuidKey {

    One<Other> open = one(); // error: [FLX070] bad.Relation.open is a relation but not final: write final One<Other> open = one()

    @Inverse("relation")
    Many<Other> opens = many(); // error: [FLX070] bad.Relation.opens is a relation but not final: write final Many<Other> opens = many()

    final One<String> text = one(); // error: [FLX071] bad.Relation.text refers to java.lang.String, which is no model: let it refer to a model with a key of its own

    final One<Keyless> keyless = one(); // error: [FLX071] bad.Relation.keyless refers to bad.Keyless, which has no key that can be read: let it refer to a model with a key of its own

    @SuppressWarnings("rawtypes")
    final One raw = one(); // error: [FLX071] bad.Relation.raw refers to nothing, which is no model: let it refer to a model with a key of its own

    final Many<String> texts = many(); // error: [FLX071] bad.Relation.texts refers to java.lang.String, which is no model: let it refer to a model with a key of its own

    final Many<Other> unsaid = many(); // error: [FLX072] bad.Relation.unsaid has no @Inverse: name the One of bad.Other that refers to bad.Relation

    @Inverse("nothing")
    final Many<Other> nothing = many(); // error: [FLX072] bad.Relation.nothing is @Inverse("nothing"), which is none: name the One of bad.Other that refers to bad.Relation

    @Inverse("number")
    final Many<Other> number = many(); // error: [FLX072] bad.Relation.number is @Inverse("number"), which is none: name the One of bad.Other that refers to bad.Relation

    @Inverse("self")
    final Many<Other> selves = many(); // error: [FLX072] bad.Relation.selves is @Inverse("self"), which refers to another model: name the One of bad.Other that refers to bad.Relation

    @Inverse("relation")
    @Column("x")
    final Many<Other> named = many(); // error: [FLX018] bad.Relation.named is a relation to many and cannot be @Column: remove @Column

    @Inverse("self")
    final One<Other> inverse = one(); // error: [FLX018] bad.Relation.inverse is a relation to one and cannot be @Inverse: remove @Inverse

    @Inverse("self")
    String inverseText; // error: [FLX018] bad.Relation.inverseText is @Inverse but no Many: remove @Inverse

    @Inverse("self")
    static String inverseStatic; // error: [FLX018] bad.Relation.inverseStatic is @Inverse but static or transient: remove the one or the other

    @Embedded
    final One<Other> embedded = one(); // error: [FLX018] bad.Relation.embedded is a relation to one and cannot be @Embedded: remove @Embedded

    @Column(length = 7)
    final One<Other> longer = one(); // error: [FLX018] bad.Relation.longer is a relation and has a length of its own: remove it; the key of the other model says what is stored

    @Column(" ")
    final One<Other> blank = one(); // error: [FLX017] bad.Relation.blank is given an empty column name: leave it out or write the name

    @Column("pair")
    final One<Pair> pair = one(); // error: [FLX018] bad.Relation.pair names one column for a key of several: name each of them with @Table(columns)

    @Column(unique = true)
    final One<Pair> onlyPair = one(); // error: [FLX018] bad.Relation.onlyPair is unique but has several columns: make a unique index of them by hand

    final One<Loop> loop = one(); // error: [FLX071] bad.Relation.loop refers to bad.Loop, which has a key that leads back to it: let it refer to a model with a key of its own

    private final One<Other> hidden = one(); // error: [FLX012] bad.Relation.hidden cannot be reached by generated code in package bad: add getHidden(), or make the field package-private or wider

    final One<Other> twice = one();

    @Column("twice_id")
    long twiceId; // error: [FLX073] bad.Relation.twiceId shares column 'twice_id' with bad.Relation.twice, but stores another type: let both be of one type, or rename one

    @Column("id")
    final One<Other> key = one(); // error: [FLX015] bad.Relation.keyId is stored in column 'id', which already stores 'id': name another column with @Column or @Table(columns)

    final One<Other> same = one();

    @Column("elsewhere")
    int sameId; // error: [FLX014] bad.Relation.sameId makes a second property named 'sameId': rename one of them
}

class Other extends ActiveRecord<Other> {

    @Id
    int id;

    int number;

    final One<Relation> relation = one();

    @Column(nullable = true)
    final One<Other> self = one();
}

class Pair extends ActiveRecord<Pair> {

    @Id
    int left;

    @Id
    @Column(nullable = true)
    final One<Other> right = one(); // error: [FLX018] bad.Pair.right is part of the key but nullable: remove the one or the other
}

class Loop extends ActiveRecord<Loop> {

    @Id
    final One<Loop> self = one(); // error: [FLX071] bad.Loop.self refers to bad.Loop, which has a key that leads back to it: let it refer to a model with a key of its own
}

class Keyless extends ReadOnlyRecord<Keyless> {

    int number;
}
