package io.setpoint.ingest.capture;

import java.time.Duration;

/**
 * What the capture reads and where it writes.
 *
 * @param url JDBC address of the database
 * @param user a role with REPLICATION and the right to read the event table
 * @param slot name of the replication slot; created if missing
 * @param publication name of the publication of the event table; the ERP core creates it
 * @param table name of the event table
 * @param topic the event log
 * @param markerInterval how often a marker is written when nothing happens
 */
public record CaptureSettings(
        String url,
        String user,
        String password,
        String slot,
        String publication,
        String table,
        String topic,
        Duration markerInterval) {
    @Override
    public String toString() {
        return "capture of " + table + " at " + url + " by slot " + slot + " into " + topic;
    }
}
