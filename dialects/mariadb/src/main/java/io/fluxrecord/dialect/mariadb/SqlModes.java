package io.fluxrecord.dialect.mariadb;

/** The modes of a session that Fluxrecord can rely on. */
final class SqlModes {

    /**
     * What is too great or too long is an error and not cut, and a key of 0 is no wish for another one. An empty text
     * is no null, a time is cut to the digits of its column, a {@code char} has no spaces after it, and types are
     * MariaDB's.
     */
    private static final String MODES = "CONCAT('STRICT_TRANS_TABLES,STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,"
            + "NO_AUTO_VALUE_ON_ZERO,', REGEXP_REPLACE(@@sql_mode,"
            + " '(EMPTY_STRING_IS_NULL|TIME_ROUND_FRACTIONAL|PAD_CHAR_TO_FULL_LENGTH|ORACLE)(,|$)', ''))";

    /**
     * With {@code innodb_rollback_on_timeout}, which no session can change, a lock timeout ends the transaction, as its
     * error does not tell, and what follows is committed by itself. No such mode exists, which the server's error says;
     * so one statement is enough, in every dialect of the server's parser.
     */
    static final String ENTER = "SET SESSION sql_mode = IF(@@innodb_rollback_on_timeout,"
            + " 'Fluxrecord needs innodb_rollback_on_timeout=OFF', " + MODES + ")";

    private SqlModes() {}
}
