/**
 * Scans: what a code means, and whether it is the right one for the receipt, the put-away, the pick or the count under
 * way. What was scanned is kept until it is confirmed, and is confirmed by the use case that a person without a scanner
 * uses too. GS1 codes are read here, because no library on Maven Central that is kept up reads them: the one there was
 * stands at the specification of 2020.
 */
@NullMarked
package io.setpoint.erp.scanning;

import org.jspecify.annotations.NullMarked;
