/**
 * The domain: functions, versions, aliases, layers, their validation and their states. Imports {@code wire} and
 * {@code runtime}.
 */
@NullMarked
package io.coldgate.embedded.api.function;

import org.jspecify.annotations.NullMarked;
