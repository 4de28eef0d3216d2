package io.fluxrecord.internal.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CriteriaTests {

    @Test
    void smallerLimitIsKept() {
        assertThat(Criteria.EVERYTHING.atMost(2).limit()).isEqualTo(2);
        assertThat(Criteria.EVERYTHING.limit(5).atMost(2).limit()).isEqualTo(2);
        assertThat(Criteria.EVERYTHING.limit(1).atMost(2).limit()).isEqualTo(1);
    }
}
