package io.fluxrecord.mapping;

import java.lang.reflect.Type;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.MutableCoercionConfig;
import tools.jackson.databind.exc.InvalidDefinitionException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/**
 * JSON by Jackson 3, which is on the class path only where the application brings it along:
 * {@code tools.jackson.core:jackson-databind}.
 *
 * <p>To use another mapper, make a subclass that gives one to {@link #JacksonJsonCodec(JsonMapper)}, and register it as
 * a service.
 *
 * @since 0.1
 */
public class JacksonJsonCodec implements JsonCodec {

    private static final Comparator<JsonNode> BY_CONTENT = JacksonJsonCodec::compare;

    private static final StreamReadConstraints UNLIMITED = StreamReadConstraints.builder()
            .maxNumberLength(Integer.MAX_VALUE)
            .maxNameLength(Integer.MAX_VALUE)
            .maxStringLength(Integer.MAX_VALUE)
            .build();

    private final JsonMapper mapper;

    /**
     * Use Jackson's defaults, but refuse what would be lost with the next save: members of which the type knows
     * nothing, values of another kind than the type's, fractions for an integral number, objects without a property.
     * Offsets and zones are kept, numbers with a fraction of which the type says nothing become a {@code BigDecimal},
     * and no text or number is too long.
     */
    public JacksonJsonCodec() {
        this(JsonMapper.builder(
                        JsonFactory.builder().streamReadConstraints(UNLIMITED).build())
                .findAndAddModules()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(DateTimeFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
                .enable(DateTimeFeature.WRITE_DATES_WITH_ZONE_ID)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withCoercionConfig(LogicalType.Textual, JacksonJsonCodec::refuseOthers)
                .withCoercionConfig(LogicalType.Boolean, JacksonJsonCodec::refuseOthers)
                .build());
    }

    private static void refuseOthers(MutableCoercionConfig config) {
        for (CoercionInputShape shape :
                List.of(CoercionInputShape.Boolean, CoercionInputShape.Integer, CoercionInputShape.Float)) {
            config.setCoercion(shape, CoercionAction.Fail);
        }
    }

    /** Use a mapper. */
    @SuppressWarnings("exports") // Who has a mapper has Jackson, too.
    public JacksonJsonCodec(JsonMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public String write(Object value, Type type) {
        try {
            return mapper.writerFor(mapper.constructType(type)).writeValueAsString(value);
        } catch (JacksonException e) {
            throw refused(e);
        }
    }

    @Override
    public @Nullable Object read(String json, Type type) {
        try {
            return mapper.readValue(json, mapper.constructType(type));
        } catch (JacksonException e) {
            throw refused(e);
        }
    }

    /** What Jackson says of a class is worth reading; what it says of a document would show what is in a row. */
    private static IllegalArgumentException refused(JacksonException e) {
        return new IllegalArgumentException(
                e instanceof InvalidDefinitionException
                        ? e.getOriginalMessage()
                        : e.getClass().getName());
    }

    /** The order of members means nothing, nor does the scale of a number. */
    @Override
    public boolean isSame(String left, String right) {
        return mapper.readTree(left).equals(BY_CONTENT, mapper.readTree(right));
    }

    private static int compare(JsonNode left, JsonNode right) {
        if (left.isNumber() && right.isNumber()) {
            return left.decimalValue().compareTo(right.decimalValue());
        }
        return left.equals(right) ? 0 : 1;
    }
}
