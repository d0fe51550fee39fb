package io.coldgate.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * One of several parts of a build, written {@code 2/4}.
 *
 * @param index from 1
 * @param of how many parts there are
 */
record Shard(int index, int of) {
    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,2})/([1-9][0-9]{0,2})");

    /** Every so-manieth of the names, in their order: a part of the same names is the same on every machine. */
    List<String> part(List<String> names) {
        List<String> part = new ArrayList<>();
        for (int i = index - 1; i < names.size(); i += of) {
            part.add(names.get(i));
        }
        return part;
    }

    /** Reads the option's value. */
    static final class Converter implements ITypeConverter<Shard> {
        @Override
        public Shard convert(String value) {
            Matcher parts = FORM.matcher(value);
            if (!parts.matches() || Integer.parseInt(parts.group(1)) > Integer.parseInt(parts.group(2))) {
                throw new TypeConversionException("write which part and of how many, such as 2/4, up to 999");
            }
            return new Shard(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
        }
    }
}
