/** Change capture from the write-ahead log to Kafka, and exceptions from Kafka to the ERP core. */
@NullMarked
package io.setpoint.ingest;

import org.jspecify.annotations.NullMarked;
