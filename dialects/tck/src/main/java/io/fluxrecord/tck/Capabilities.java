package io.fluxrecord.tck;

/**
 * What a database can do of what contracts ask for, and how it spells what they run past Fluxrecord. A contract says
 * what happens where something is missing. By default all is there and spelled as the SQL standard has it.
 */
public interface Capabilities {

    /** Return a statement that has its identifiers in double quotes as this database spells it. */
    default String spell(String sql) {
        return sql;
    }

    /** Return the statement that lets a column be null, whose type is as given. */
    default String dropNotNull(String table, String column, String type) {
        return "ALTER TABLE \"" + table + "\" ALTER COLUMN \"" + column + "\" DROP NOT NULL";
    }

    /** Return whether text that is shorter than its {@code char(n)} comes back with spaces after it. */
    default boolean padsText() {
        return true;
    }

    /** Return whether the driver gets a UUID as text, and so reads any text that is one. */
    default boolean hasUuidsAsText() {
        return false;
    }

    /** Return whether a column holds any UUID; else one of the variant of 1987 and a version above 7 is refused. */
    default boolean hasUuidsOfEveryVariant() {
        return true;
    }

    /** Return whether a transaction that asks for no isolation sees what it has read again as it was. */
    default boolean repeatsReads() {
        return false;
    }

    /** Return whether a time of day with an offset has a type of its own. */
    default boolean hasTimeWithTimeZone() {
        return true;
    }

    /** Return whether a point in time has a type of its own, other than that of a date and time without a zone. */
    default boolean hasTimestampWithTimeZone() {
        return true;
    }

    /** Return whether a transaction takes more statements after one of them has failed. */
    default boolean goesOnAfterAnError() {
        return true;
    }

    /** Return whether numbers of floating point may be infinite or no number at all; else they are refused. */
    default boolean hasNoNumbers() {
        return true;
    }

    /** Return the first year of dates and times, of which those before are refused. */
    default int firstYear() {
        return -4712;
    }

    /** Return the last year of dates and times, of which those after are refused. */
    default int lastYear() {
        return 290_000;
    }

    /** Return whether a transaction that is serializable keeps others from writing what it has only read. */
    default boolean serializableReadsLock() {
        return false;
    }

    /** Return how many columns a table may have; a table of more is an error of the database. */
    default int maxColumns() {
        return 1600;
    }

    /** Return how many digits a decimal may have that is declared with them; more are a mistake of the model. */
    default int maxPrecision() {
        return 1000;
    }

    /** Return how many digits a decimal without a precision has before the point at most; more are refused. */
    default int digitsBeforePoint() {
        return 1000;
    }

    /** Return how many digits a decimal without a precision has after the point at most; more are refused. */
    default int digitsAfterPoint() {
        return 1000;
    }

    /** Return what a generated column says at its end to be stored, where it can only be that. */
    default String stored() {
        return "";
    }

    /** Return the statement that makes an enum, unless it is there already; no identifiers are quoted. */
    default String makeEnum(String name, String... labels) {
        throw new UnsupportedOperationException("No contract of this test bed has an enum");
    }

    /** Return what the type of a column of an enum is called: the name that it was made with, or all of it. */
    default String enumType(String name) {
        return name;
    }

    /** Return a literal of JSON, which holds no quote. */
    default String json(String json) {
        return "'" + json + "'";
    }

    /** Return whether labels of an enum are compared in their order; else as text. */
    default boolean comparesEnumsInOrder() {
        return true;
    }

    /** Return whether there are intervals of years and months; a column of one is a mistake of the model else. */
    default boolean hasPeriods() {
        return true;
    }

    /** Return whether rows are grouped by keys and by fewer of them. */
    default boolean hasRollup() {
        return true;
    }

    /** Return whether intervals of years and months may have days, too. */
    default boolean hasPeriodsOfDays() {
        return true;
    }

    /** Return a query for what tells the session that runs it from others. */
    default String session() {
        throw new UnsupportedOperationException("No contract of this test bed has a rival");
    }

    /** Return a query that emits a row if a statement waits for a session. */
    default String waitingFor(Object session) {
        throw new UnsupportedOperationException("No contract of this test bed has a rival");
    }

    /** Return what follows {@code ALTER TABLE … DROP} for a foreign key. */
    default String dropForeignKey() {
        return "CONSTRAINT";
    }
}
