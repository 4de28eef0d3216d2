package io.fluxrecord.dialect.postgresql;

import io.fluxrecord.tck.Capabilities;

/** How PostgreSQL spells what contracts run past Fluxrecord. */
final class PostgresqlCapabilities implements Capabilities {

    @Override
    public boolean goesOnAfterAnError() {
        return false;
    }

    @Override
    public String stored() {
        return " STORED";
    }

    @Override
    public String session() {
        return "SELECT pg_backend_pid()";
    }

    @Override
    public String waitingFor(Object session) {
        return "SELECT 1 FROM pg_stat_activity WHERE " + session + " = ANY (pg_blocking_pids(pid))";
    }

    @Override
    public String makeEnum(String name, String... labels) {
        return "DO $$ BEGIN CREATE TYPE " + name + " AS ENUM ('" + String.join("', '", labels)
                + "'); EXCEPTION WHEN duplicate_object THEN NULL; END $$";
    }
}
