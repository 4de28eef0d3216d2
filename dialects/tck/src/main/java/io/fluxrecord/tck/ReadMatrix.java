package io.fluxrecord.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxrecord.dialect.Dialect;
import io.fluxrecord.error.MappingException;
import io.fluxrecord.generated.GeneratedMapping;
import io.fluxrecord.generated.RowReader;
import io.fluxrecord.sql.From;
import io.fluxrecord.sql.Predicate;
import io.fluxrecord.sql.SqlExpression;
import io.fluxrecord.sql.SqlStatement;
import io.fluxrecord.sql.SqlType;
import io.fluxrecord.sql.Table;
import io.fluxrecord.tck.model.Everything;
import io.fluxrecord.tck.model.Everything_;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What a property of each type reads of values of the database, compared with a file that has been looked at. With the
 * environment variable {@code FLUXRECORD_REWRITE_EXPECTED=1} it writes that file instead; read the difference before
 * you commit it.
 */
public final class ReadMatrix {

    private static final boolean REWRITE = "1".equals(System.getenv("FLUXRECORD_REWRITE_EXPECTED"));

    private static final Map<String, Read> PROPERTIES = properties();

    private final Dialect dialect;

    public ReadMatrix(Dialect dialect) {
        this.dialect = dialect;
    }

    /**
     * Compare what is read of expressions with a file, which has a line for each expression and connection.
     *
     * @param drivers ways to connect, by the name that lines begin with
     */
    public void verify(Path expected, Map<String, ConnectionFactory> drivers, List<String> expressions) {
        StringBuilder lines = new StringBuilder();
        for (String expression : expressions) {
            drivers.forEach((name, driver) -> lines.append(name)
                    .append(" | ")
                    .append(expression)
                    .append(" | ")
                    .append(of(driver, expression))
                    .append('\n'));
        }
        try {
            if (REWRITE) {
                Files.writeString(expected, lines);
            }
            assertThat(lines.toString().lines()).containsExactlyElementsOf(Files.readAllLines(expected));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Read> properties() {
        Map<String, Read> reads = new LinkedHashMap<>();
        reads.put("maybeTruth", (reader, row) -> reader.value(row, 0, Boolean.class));
        reads.put("maybeTiny", (reader, row) -> reader.tinyint(row, 0));
        reads.put("maybeSmall", (reader, row) -> reader.smallint(row, 0));
        reads.put("maybeMedium", (reader, row) -> reader.integer(row, 0));
        reads.put("maybeLarge", (reader, row) -> reader.bigint(row, 0));
        reads.put("maybeSingle", (reader, row) -> reader.real(row, 0));
        reads.put("maybeTwofold", (reader, row) -> reader.doublePrecision(row, 0));
        reads.put("amount", (reader, row) -> reader.decimal(row, 0));
        reads.put("huge", (reader, row) -> reader.integral(row, 0));
        reads.put("maybeLetter", (reader, row) -> reader.character(row, 0));
        reads.put("text", (reader, row) -> reader.text(row, 0));
        reads.put("json", (reader, row) -> reader.json(row, 0));
        reads.put("uuid", (reader, row) -> reader.value(row, 0, UUID.class));
        reads.put("date", (reader, row) -> reader.date(row, 0));
        reads.put("time", (reader, row) -> reader.time(row, 0));
        reads.put("offsetTime", (reader, row) -> reader.offsetTime(row, 0));
        reads.put("dateTime", (reader, row) -> reader.timestamp(row, 0));
        reads.put("offsetDateTime", (reader, row) -> reader.offsetDateTime(row, 0));
        reads.put("instant", (reader, row) -> reader.instant(row, 0));
        reads.put("bytes", (reader, row) -> reader.bytes(row, 0));
        reads.put("texts", (reader, row) -> reader.texts(row, 0));
        return reads;
    }

    /**
     * Return by name which properties read an expression, and as what; all others refuse it, in words that name them.
     * Moments are shown in UTC, those of a time without a zone as they are in that of the JVM.
     */
    private String of(ConnectionFactory driver, String expression) {
        Flux<String> cells = Flux.usingWhen(
                driver.create(),
                connection -> Flux.from(connection
                                .createStatement("SELECT " + expression + " AS held WHERE " + placeholder() + " = 'x'")
                                .bind(0, "x")
                                .execute())
                        .concatMap(result -> result.map((row, metadata) -> cells(row))),
                Connection::close);
        return Objects.requireNonNull(Mono.from(cells).block());
    }

    /** Return the placeholder of a first parameter, as the dialect writes it. */
    private String placeholder() {
        SqlStatement select = new SqlStatement.Select(
                From.of(new Table(null, "any")),
                List.of(SqlExpression.Param.of(SqlType.TEXT, "x")),
                Predicate.Constant.TRUE,
                List.of(),
                null,
                null,
                null);
        String text = dialect.render(select).text();
        return text.substring("SELECT ".length(), text.indexOf(" FROM"));
    }

    private String cells(Row row) {
        GeneratedMapping<Everything> mapping = new Everything_.Mapped();
        Class<?> type = row.getMetadata().getColumnMetadata(0).getJavaType();
        StringJoiner cells = new StringJoiner(", ").setEmptyValue("refused by all");
        for (int column = 0; column < mapping.columns().size(); column++) {
            String property = mapping.properties().get(column).name();
            Read read = PROPERTIES.get(property);
            if (read == null) {
                continue;
            }
            RowReader reader = new RowReader(mapping, dialect, new int[] {column});
            try {
                cells.add(property + " " + shown(read.of(reader, row), type));
            } catch (MappingException e) {
                assertThat(e)
                        .hasMessageContainingAll(
                                "Everything." + property + " ",
                                "column " + mapping.column(column).name() + " ")
                        .hasNoCause();
            }
        }
        return cells.toString();
    }

    private static String shown(@Nullable Object value, @Nullable Class<?> type) {
        if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        if (value instanceof String && type == OffsetDateTime.class) {
            return "as the session shows it";
        }
        if (value instanceof Instant instant && type == LocalDateTime.class) {
            return LocalDateTime.ofInstant(instant, ZoneId.systemDefault()).toString();
        }
        if (value instanceof OffsetDateTime time) {
            return time.toInstant().toString();
        }
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        return value instanceof String[] texts ? Arrays.toString(texts) : String.valueOf(value);
    }

    @FunctionalInterface
    private interface Read {
        @Nullable
        Object of(RowReader reader, Row row);
    }
}
