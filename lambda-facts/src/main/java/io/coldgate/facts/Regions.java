package io.coldgate.facts;

import java.util.regex.Pattern;

/** Regions of AWS. */
public final class Regions {
    /** The form of a region's name, such as {@code eu-central-1}. */
    public static final Pattern NAME = Pattern.compile("[a-z]{2,4}(-[a-z]+)+-[0-9]");

    private Regions() {}

    /**
     * Returns the partition of a region, the second part of its ARNs: {@code aws}, {@code aws-cn} or
     * {@code aws-us-gov}.
     *
     * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html">ARNs</a>
     */
    public static String partition(String region) {
        if (region.startsWith("cn-")) {
            return "aws-cn";
        }
        return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
    }
}
