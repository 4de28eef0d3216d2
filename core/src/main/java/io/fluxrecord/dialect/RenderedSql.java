package io.fluxrecord.dialect;

import io.fluxrecord.sql.SqlExpression.Param;
import java.util.List;

/**
 * A statement as text, with the parameters in the order of their markers.
 *
 * @param parameters what to bind; of a statement that was rendered ahead only the types count
 * @since 0.1
 */
public record RenderedSql(String text, List<Param> parameters) {}
