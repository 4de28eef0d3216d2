package shop;

import io.fluxrecord.annotation.Projection;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

@Projection
record Revenue(
        String country,
        BigDecimal revenue,
        long lines,
        Integer rank,
        boolean late,
        Instant first,
        UUID product,
        Optional<String> note,
        Film.Rating rating,
        java.time.Duration length) {}
