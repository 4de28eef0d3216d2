package io.fluxrecord.internal.record;

import java.util.List;

/**
 * An operation of several records, some of which go with each statement. Not for applications.
 *
 * @since 0.1
 */
public final class OperationOfMany extends Operation {

    private final List<RecordState> records;
    private List<RecordState> inserted = List.of();

    /** Make an operation, held by its pipeline. */
    public OperationOfMany(List<RecordState> records) {
        this.records = records;
    }

    /** Tell which records the next statement inserts. */
    public void inserts(List<RecordState> records) {
        inserted = records;
    }

    /** Let a record go, perhaps before the others. */
    public void end(RecordState record) {
        record.end(this);
    }

    @Override
    public void unanswered() {
        inserted.forEach(RecordState::insertUnanswered);
    }

    @Override
    void endRecords() {
        records.forEach(this::end);
    }
}
