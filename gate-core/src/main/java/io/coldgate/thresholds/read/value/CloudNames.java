package io.coldgate.thresholds.read.value;

import java.util.regex.Pattern;

/** The forms of names and ARNs in a cloud, and their descriptions in messages. */
public final class CloudNames {
    /** Lambda's limit on the layers of a function. */
    public static final int MOST_LAYERS = 5;

    /** Description of a role, with an example. */
    public static final String A_ROLE = "a role's ARN, such as arn:aws:iam::123456789012:role/lambda";

    /** Description of a layer, with an example. */
    public static final String A_LAYER = "a path that begins with ./ or a layer version's ARN, such as"
            + " arn:aws:lambda:eu-central-1:123456789012:layer:tools:3";

    /** An example of an image in an AWS registry. */
    public static final String ECR_EXAMPLE = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/checkout:42";

    /** Description of an image, with examples. */
    public static final String AN_IMAGE = "the name of a container image, such as checkout:latest or " + ECR_EXAMPLE;

    /** The form of a role's ARN. */
    public static final Pattern ROLE =
            Pattern.compile("arn:aws[a-zA-Z-]*:iam::[0-9]{12}:role/[a-zA-Z_0-9+=,.@/-]{1,512}");

    /** The form of a layer version's ARN. */
    public static final Pattern LAYER =
            Pattern.compile("arn:aws[a-zA-Z-]*:lambda:[a-z0-9-]+:[0-9]{12}:layer:[a-zA-Z0-9_-]{1,140}:[0-9]{1,10}");

    /**
     * The image names that container engines accept (github.com/distribution/reference); none looks like an option or a
     * path.
     */
    public static final Pattern IMAGE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/@-]{0,511}");

    private static final Pattern ECR = Pattern.compile("[0-9]{12}\\.dkr\\.ecr\\.[a-z0-9-]+\\.amazonaws\\.com(\\.cn)?/"
            + "[a-z0-9._/-]{1,256}(:[A-Za-z0-9._-]{1,128}|@sha256:[0-9a-f]{64})");

    private CloudNames() {}

    /** Returns whether the text has the form of a role's ARN. */
    public static boolean isRole(String text) {
        return ROLE.matcher(text).matches();
    }

    /** Returns whether the text has the form of a layer version's ARN. */
    public static boolean isLayer(String text) {
        return LAYER.matcher(text).matches();
    }

    /** Returns whether the text has the form of an image's name. */
    public static boolean isImage(String text) {
        return IMAGE.matcher(text).matches();
    }

    /** Returns whether AWS and LocalStack accept an image: it is in ECR and has a tag or a digest. */
    public static boolean isInEcr(String image) {
        return ECR.matcher(image).matches();
    }
}
