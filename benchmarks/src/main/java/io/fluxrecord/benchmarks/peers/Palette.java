package io.fluxrecord.benchmarks.peers;

import java.awt.Color;

/** The color of each contender, the same in all charts: warm for Fluxrecord, cool and pale for its peers. */
final class Palette {

    /** What everything is compared with. */
    static final Color RAW = new Color(0x333333);

    private Palette() {}

    static Color of(Peer peer) {
        return switch (peer) {
            case RAW -> RAW;
            case FLUXRECORD -> new Color(0xD7301F);
            case FLUXRECORD_COALESCING -> new Color(0xFC8D59);
            case FLUXRECORD_SEQUENCE -> new Color(0xFDBB6B);
            case SPRING -> new Color(0x8DBF8B);
            case MICRONAUT -> new Color(0x7FA8D1);
            case JOOQ -> new Color(0xB3A2CC);
            case HIBERNATE -> new Color(0xBFBFBF);
        };
    }
}
