package io.fluxrecord.generated;

/** The times that every driver reads alike; before them calendars differ, and infinity is after them. */
final class OrdinaryTimes {

    private static final int FIRST_YEAR = 1583;
    private static final int LAST_YEAR = 9999;
    private static final long FIRST_SECOND = -12_212_553_600L;
    private static final long LAST_SECOND = 253_402_300_799L;

    private OrdinaryTimes() {}

    static boolean hasSecond(long epochSecond) {
        return epochSecond >= FIRST_SECOND && epochSecond <= LAST_SECOND;
    }

    static boolean hasYear(int year) {
        return year >= FIRST_YEAR && year <= LAST_YEAR;
    }
}
