package io.fluxrecord.internal.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.dialect.PlainDialect;
import io.fluxrecord.generated.Role;
import io.fluxrecord.internal.record.Mapping;
import io.fluxrecord.sql.SqlType;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

/** What the SQL of a model depends on, and that it is rendered once. */
class ModelSqlTests {

    private final Mapping<Item> mapping = Item.mapping(Item.name(), Item.identity(), Item.version());

    /** A dialect that takes no arrays, and few parameters. */
    private static final class Narrow extends PlainDialect {

        @Override
        public int maxArrayLength(SqlType type) {
            return 0;
        }

        @Override
        public int maxParameters() {
            return 7;
        }
    }

    @Test
    void rowsWithoutAColumnAreNotInsertedFromArrays() {
        assertThat(new ModelSql(mapping, new ArraysDialect()).unnests).isTrue();
        assertThat(new ModelSql(Item.mapping(Item.identity()), new ArraysDialect()).unnests)
                .isFalse();
        assertThat(new ModelSql(mapping, new PlainDialect()).unnests).isFalse();
    }

    @Test
    void rowsOfValuesHaveNoMoreParametersThanTheDatabaseTakes() {
        assertThat(new ModelSql(mapping, new PlainDialect()).rowsOfValues).isEqualTo(64);
        assertThat(new ModelSql(mapping, new Narrow()).rowsOfValues).isEqualTo(2);
    }

    @Test
    void textForAnArrayOfKeysIsRenderedOnce() {
        ModelSql sql = new ModelSql(mapping, new PlainDialect());
        Object[] keys = {1L, 2L};
        assertThat(sql.findAllOf(keys).text())
                .isSameAs(sql.findAllOf(new Object[] {3L}).text());
        assertThat(sql.findAllOf(keys).parameters().get(0).value()).isSameAs(keys);
        assertThat(new ModelSql(mapping, new Narrow()).findAllOf(keys).parameters())
                .hasSize(2);
    }

    @Test
    void textsOfRareStatementsAreRenderedOnce() {
        ModelSql sql = new ModelSql(mapping, new PlainDialect());
        assertThat(sql.lock()).isSameAs(sql.lock());
        assertThat(sql.insertRows(3, true)).isSameAs(sql.insertRows(3, true));
        assertThat(sql.writes(0)).isSameAs(sql.writes(0)).isNotSameAs(sql.writes(1));
        BitSet dirty = new BitSet();
        dirty.set(0);
        assertThat(sql.writes(1).update(dirty)).isSameAs(sql.writes(1).update(dirty));
        ModelSql without = new ModelSql(Item.mapping(Item.name(), Item.key()), new PlainDialect());
        assertThat(without.writes(0)).isSameAs(without.writes(1));
    }

    @Test
    void modelWithoutAMarkHasNoStatementThatSetsIt() {
        WriteSql marked = new WriteSql(
                Item.mapping(Item.name(), Item.key(), Item.time(Role.DELETED_AT)),
                new PlainDialect(),
                VersionCheck.ORDINARY);
        assertThat(marked.softDelete.text()).startsWith("UPDATE");
        assertThat(new WriteSql(mapping, new PlainDialect(), VersionCheck.ORDINARY).softDelete.text())
                .startsWith("DELETE");
    }

    @Test
    void columnsOfAnUpdateMayBeChangedAfterwards() {
        WriteSql sql = new WriteSql(mapping, new PlainDialect(), VersionCheck.ORDINARY);
        BitSet dirty = new BitSet();
        dirty.set(0);
        String first = sql.update(dirty).text();
        dirty.set(1);
        assertThat(sql.update(dirty).text()).isNotEqualTo(first);
        assertThat(sql.update(BitSet.valueOf(new long[] {1})).text()).isEqualTo(first);
    }
}
