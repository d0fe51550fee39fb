package io.coldgate.cli;

import io.coldgate.unit.Dimension;
import io.coldgate.unit.Quantity;
import io.coldgate.unit.QuantityFormatException;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How the values of options are read. */
final class RunOptions {
    private RunOptions() {}

    /** A duration with its unit, such as {@code 10m}. */
    static final class DurationConverter implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String value) {
            try {
                Quantity quantity = Quantity.parse(value, Dimension.TIME);
                if (quantity.value() == 0) {
                    throw new TypeConversionException("must be more than zero");
                }
                return Duration.ofNanos((long) quantity.value());
            } catch (QuantityFormatException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }
}
