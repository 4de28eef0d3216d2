package io.fluxrecord.processor.read;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NamesTests {

    @ParameterizedTest
    @CsvSource({
        "LineItem, line_item",
        "HTTPServer, http_server",
        "lastHTTPCall, last_http_call",
        "name, name",
        "createdAt, created_at",
        "line2, line2",
        "line2Text, line2_text",
        "already_snake, already_snake",
        "X, x",
        "isOK, is_ok"
    })
    void columnIsThePropertyInSnakeCase(String property, String column) {
        assertThat(Names.snake(property)).isEqualTo(column);
    }

    @ParameterizedTest
    @CsvSource({
        "TENANT, tenant",
        "TENANT_ID, tenantId",
        "LINE_2, line2",
        "A_B_C, aBC",
        "tenantId, tenantId",
        "mixedCase_name, mixedCase_name"
    })
    void propertyIsTheConstantInCamelCase(String constant, String property) {
        assertThat(Names.property(constant)).isEqualTo(property);
    }
}
