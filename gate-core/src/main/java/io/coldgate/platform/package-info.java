/** Who gives the client, what can be measured there, and how a cold start is proven there. */
@NullMarked
package io.coldgate.platform;

import org.jspecify.annotations.NullMarked;
