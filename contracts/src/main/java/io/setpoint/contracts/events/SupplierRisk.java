package io.setpoint.contracts.events;

/** How much a supplier can let the company down; HIGH sends every order for approval. */
public enum SupplierRisk {
    LOW,
    MEDIUM,
    HIGH
}
