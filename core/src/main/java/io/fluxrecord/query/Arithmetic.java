package io.fluxrecord.query;

import io.fluxrecord.sql.Function;
import io.fluxrecord.sql.SqlExpression;
import io.fluxrecord.sql.SqlExpression.Literal;
import io.fluxrecord.sql.SqlType;
import java.math.BigDecimal;

/** What databases compute in ways of their own, said such that they all compute the same. */
final class Arithmetic {

    /** Digits after the point that a quotient or an average of decimals is rounded to. */
    static final int DIGITS = 16;

    private Arithmetic() {}

    static <V> Term<V> quotient(Term<V> dividend, SqlExpression divisor) {
        if (dividend.sqlType() != SqlType.DECIMAL) {
            return dividend.call(Function.DIVIDE, divisor);
        }
        Term<V> quotient = dividend.call(Function.SCALED).call(Function.DIVIDE, divisor);
        return dividend.type().isIntegral()
                ? quotient.call(Function.TRUNCATE, new Literal(0))
                : quotient.call(Function.ROUND, new Literal(DIGITS));
    }

    static <V> Term<V> rounded(Term<V> number, int digits) {
        if (digits < 0) {
            throw new IllegalArgumentException("digits must not be negative");
        }
        if (number.type().isInteger()) {
            return number;
        }
        if (!number.type().isFloating()) {
            return number.call(Function.ROUND, new Literal(digits));
        }
        return as(number, ValueType.DECIMAL)
                .call(Function.ROUND, new Literal(digits))
                .call(number.type(), Function.CAST);
    }

    static <T> Term<T> integer(Term<?> number, ValueType<T> type) {
        if (number.type().isInteger()) {
            return as(number, type);
        }
        Term<BigDecimal> decimal = as(number, ValueType.DECIMAL);
        return decimal.call(Function.ROUND, new Literal(0)).call(type, Function.CAST);
    }

    static <T> Term<T> as(Term<?> number, ValueType<T> type) {
        return number.sqlType() == type.sql() ? new Term<>(number.node(), type) : number.call(type, Function.CAST);
    }
}
