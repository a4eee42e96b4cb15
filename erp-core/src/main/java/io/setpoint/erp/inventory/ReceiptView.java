package io.setpoint.erp.inventory;

import io.setpoint.contracts.values.ReceiptId;
import io.setpoint.contracts.values.SiteId;
import java.time.Instant;

/** A receipt that was posted. */
public record ReceiptView(ReceiptId receipt, SiteId site, Instant receivedAt, int lines) {}
