package io.fluxrecord.sql;

/** A method per kind of node, so that a new kind does not compile until every renderer knows it. */
public interface SqlVisitor {

    void visit(SqlStatement.Select select);

    void visit(SqlStatement.Insert insert);

    void visit(SqlStatement.Update update);

    void visit(SqlStatement.Delete delete);

    void visit(SqlStatement.NextValues nextValues);

    void visit(SqlStatement.Native statement);

    void visit(SchemaStatement.CreateTable createTable);

    void visit(SchemaStatement.CreateUniqueIndex createUniqueIndex);

    void visit(SchemaStatement.CreateIndex createIndex);

    void visit(SchemaStatement.AddForeignKey addForeignKey);

    void visit(SchemaStatement.DropForeignKey dropForeignKey);

    void visit(SchemaStatement.DropTable dropTable);

    void visit(SchemaStatement.CreateSequence createSequence);

    void visit(SchemaStatement.DropSequence dropSequence);

    void visit(Predicate.Comparison comparison);

    void visit(Predicate.Between between);

    void visit(Predicate.IsNull isNull);

    void visit(Predicate.In in);

    void visit(Predicate.Like like);

    void visit(Predicate.Junction junction);

    void visit(Predicate.Not not);

    void visit(Predicate.Constant constant);

    void visit(Predicate.IsTrue isTrue);

    void visit(Predicate.Exists exists);

    void visit(Predicate.InSelect in);

    void visit(Column column);

    void visit(SqlExpression.Joined joined);

    void visit(SqlExpression.Param param);

    void visit(SqlExpression.Typed typed);

    void visit(SqlExpression.Call call);

    void visit(SqlExpression.Aggregate aggregate);

    void visit(SqlExpression.Over over);

    void visit(SqlExpression.Ranking ranking);

    void visit(SqlExpression.Named named);

    void visit(SqlExpression.Template template);

    void visit(SqlExpression.Scalar scalar);

    void visit(SqlExpression.Rollup rollup);

    void visit(SqlExpression.Case choice);

    void visit(SqlExpression.Literal literal);

    void visit(SqlExpression.Null nothing);
}
