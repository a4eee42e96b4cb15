/**
 * The simulated distributor: two companies with three warehouses, their history and their live business, seeded and
 * repeatable, told to the platform through its public API only. The plan of documents is a pure function of the seed.
 */
@NullMarked
package io.setpoint.platform.simulation;

import org.jspecify.annotations.NullMarked;
