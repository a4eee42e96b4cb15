/** Late-order risk: features at placing and at release, the label, and training. */
@NullMarked
package io.setpoint.ml.lateness;

import org.jspecify.annotations.NullMarked;
