package io.fluxrecord.spring;

import io.fluxrecord.tck.EndingContract;
import io.fluxrecord.tck.HookedOneAtATimeContract;
import io.fluxrecord.tck.JoinedWorkContract;
import io.fluxrecord.tck.LoadContract;
import io.fluxrecord.tck.MissedWriteContract;
import io.fluxrecord.tck.OneAtATimeContract;
import io.fluxrecord.tck.RandomOperationsContract;
import io.fluxrecord.tck.RowCountContract;
import io.fluxrecord.tck.RowTruthContract;
import io.fluxrecord.tck.SavedChangesContract;
import io.fluxrecord.tck.StateModelContract;
import io.fluxrecord.tck.TestBed;
import io.fluxrecord.tck.TransactionContract;
import io.fluxrecord.tck.TransactionWorkContract;
import org.junit.jupiter.api.Nested;

/** The contracts of transactions, in transactions that Spring begins. */
abstract class SpringContractTests {

    abstract TestBed bed();

    @Nested
    final class JoinedWork implements JoinedWorkContract {
        @Override
        public TestBed bed() {
            return SpringContractTests.this.bed();
        }
    }

    @Nested
    final class TransactionWork implements TransactionWorkContract {
        @Override
        public TestBed bed() {
            return SpringContractTests.this.bed();
        }
    }

    @Nested
    final class Transaction implements TransactionContract {
        @Override
        public TestBed bed() {
            return SpringContractTests.this.bed();
        }
    }

    @Nested
    final class Ending implements EndingContract {
        @Override
        public TestBed bed() {
            return SpringContractTests.this.bed();
        }
    }

    @Nested
    final class SavedChanges implements SavedChangesContract {
        @Override
        public TestBed bed() {
            return SpringContractTests.this.bed();
        }
    }

    @Nested
    final class Load implements LoadContract {
        @Override
        public TestBed bed() {
            return SpringContractTests.this.bed();
        }
    }

    @Nested
    final class MissedWrite implements MissedWriteContract {
        @Override
        public TestBed bed() {
            return SpringContractTests.this.bed();
        }
    }

    @Nested
    final class RowTruth implements RowTruthContract {
        @Override
        public TestBed bed() {
            return SpringContractTests.this.bed();
        }
    }

    @Nested
    final class RowCount implements RowCountContract {
        @Override
        public TestBed bed() {
            return SpringContractTests.this.bed();
        }
    }

    @Nested
    final class OneAtATime implements OneAtATimeContract {
        @Override
        public TestBed bed() {
            return SpringContractTests.this.bed();
        }
    }

    @Nested
    final class HookedOneAtATime implements HookedOneAtATimeContract {
        @Override
        public TestBed bed() {
            return SpringContractTests.this.bed();
        }
    }

    @Nested
    final class StateModel implements StateModelContract {
        @Override
        public TestBed bed() {
            return SpringContractTests.this.bed();
        }
    }

    @Nested
    final class RandomOperations implements RandomOperationsContract {
        @Override
        public TestBed bed() {
            return SpringContractTests.this.bed();
        }
    }
}
