/**
 * Change capture: reads committed events from PostgreSQL's write-ahead log in commit order, gives each commit its stamp
 * and appends it to the event log in Kafka, so that a crash at any point loses nothing, reorders nothing within a key and
 * never gives a commit a second stamp.
 */
@NullMarked
package io.setpoint.ingest.capture;

import org.jspecify.annotations.NullMarked;
