package io.fluxrecord.benchmarks.contender.raw;

import io.fluxrecord.benchmarks.database.Product;

/** The constant SQL of {@link RawR2dbc}, in each database's own words. */
final class Statements {

    /** The columns in the order in which {@link Item} reads them. */
    private static final String COLUMNS =
            "id, category, name, price, inventory, version, created_at, updated_at, deleted_at";

    static final int INSERTED_COLUMNS = 7;
    private static final String INSERT =
            "INSERT INTO items (category, name, price, inventory, version, created_at, updated_at) VALUES ";

    /** PostgreSQL's fastest INSERT of many rows: one text and seven parameters, however many rows there are. */
    static final String INSERT_ARRAYS =
            "INSERT INTO items (category, name, price, inventory, version, created_at, updated_at)"
                    + " SELECT * FROM unnest($1::int4[], $2::text[], $3::numeric[], $4::int4[], $5::int8[],"
                    + " $6::timestamptz[], $7::timestamptz[]) RETURNING id";

    final String find;
    final String query;
    final String stream;
    final String update;
    final String delete;
    final String restore;
    final String insertOne;
    private final String insertThousand;
    private final Product product;

    Statements(Product product) {
        this.product = product;
        find = with("SELECT " + COLUMNS + " FROM items WHERE id = $1 AND deleted_at IS NULL");
        query = with("SELECT " + COLUMNS + " FROM items WHERE category = $1 AND deleted_at IS NULL");
        stream = with("SELECT " + COLUMNS + " FROM items WHERE id >= $1 AND id <= $2 AND deleted_at IS NULL");
        update = with("UPDATE items SET inventory = $1, updated_at = $2, version = version + 1"
                + " WHERE id = $3 AND version = $4");
        delete = with("UPDATE items SET deleted_at = $1, version = version + 1"
                + " WHERE id = $2 AND version = $3 AND deleted_at IS NULL");
        restore = with("UPDATE items SET deleted_at = NULL, version = version + 1"
                + " WHERE id = $1 AND version = $2 AND deleted_at IS NOT NULL");
        insertOne = insertOf(1);
        insertThousand = insertOf(1_000);
    }

    /** Return an INSERT of several rows that answers with their keys in the order of the rows. */
    String insert(int rows) {
        return rows == 1_000 ? insertThousand : insertOf(rows);
    }

    /** Return whether many rows go fastest as an array for each column, by {@link #INSERT_ARRAYS}. */
    boolean takesArrays() {
        return product == Product.POSTGRESQL;
    }

    /** Return whether the keys of an INSERT come from the driver: on H2 that is faster than FINAL TABLE. */
    boolean keysFromDriver() {
        return product == Product.H2;
    }

    private String insertOf(int rows) {
        StringBuilder sql = new StringBuilder(INSERT);
        for (int row = 0; row < rows; row++) {
            sql.append(row == 0 ? "(" : ", (");
            for (int column = 1; column <= INSERTED_COLUMNS; column++) {
                sql.append(column == 1 ? "$" : ", $").append(row * INSERTED_COLUMNS + column);
            }
            sql.append(')');
        }
        return with(sql.append(product == Product.H2 ? "" : " RETURNING id").toString());
    }

    /** MariaDB's parameters have no numbers; ours stand in the order of theirs. */
    private String with(String sql) {
        return product == Product.MARIADB ? sql.replaceAll("\\$\\d+", "?") : sql;
    }
}
