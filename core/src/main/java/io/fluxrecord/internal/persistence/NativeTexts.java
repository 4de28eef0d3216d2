package io.fluxrecord.internal.persistence;

import io.fluxrecord.sql.NativeText;

/** The texts written by hand that were last used with a database, each of which is split once. For all threads. */
public final class NativeTexts {

    /** Of texts that are put together for each run there may be any number. */
    private static final int CACHED = 256;

    private final RecentTexts<String, NativeText> texts = new RecentTexts<>(CACHED);

    /** Return the text of some SQL, the known one if it was used lately. */
    public NativeText of(String sql) {
        NativeText known = texts.get(sql);
        if (known != null) {
            return known;
        }
        NativeText text = new NativeText(sql);
        texts.put(sql, text);
        return text;
    }
}
