package io.fluxrecord.sql;

/** A node of a statement's tree. All nodes are immutable; only a dialect's renderer turns them into text. */
public sealed interface SqlNode permits SqlStatement, SqlExpression {

    void accept(SqlVisitor visitor);
}
