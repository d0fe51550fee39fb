package io.coldgate.facts;

import java.util.regex.Pattern;

/** Regions of AWS. */
public final class Regions {
    /** The look of a region's name, such as {@code eu-central-1}. */
    public static final Pattern NAME = Pattern.compile("[a-z]{2,4}(-[a-z]+)+-[0-9]");

    private Regions() {}
}
