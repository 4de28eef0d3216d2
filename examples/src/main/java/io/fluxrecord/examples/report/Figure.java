package io.fluxrecord.examples.report;

/**
 * A figure that can be checked.
 *
 * @param expected what was computed without the database
 * @param actual what the database, or a record, said
 */
record Figure(String name, Object expected, Object actual) {

    boolean right() {
        return expected.equals(actual);
    }
}
