package io.fluxrecord.dialect.postgresql;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.annotation.Id;
import io.fluxrecord.annotation.Table;

/** A statement that the server keeps for the connection which asks. */
@Table(schema = "pg_catalog", value = "pg_prepared_statements")
class PreparedStatement extends ActiveRecord<PreparedStatement> {

    @Id
    String name = "";

    String statement = "";
}
