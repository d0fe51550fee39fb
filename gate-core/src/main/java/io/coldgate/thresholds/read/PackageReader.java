package io.coldgate.thresholds.read;

import io.coldgate.thresholds.CloudSettings;
import io.coldgate.thresholds.Source;
import io.coldgate.thresholds.read.value.Field;
import io.coldgate.thresholds.read.value.RepositoryPaths;
import io.coldgate.thresholds.read.value.Settings;
import io.coldgate.thresholds.yaml.YamlNode;
import java.util.List;

/** Reads {@code package}: a path, or {@code { image: NAME }}, which means the same as {@code image: NAME} beside it. */
final class PackageReader {
    private static final String EXAMPLE = "{ image: checkout:latest }";

    private final RepositoryPaths paths;

    PackageReader(RepositoryPaths paths) {
        this.paths = paths;
    }

    void read(Field field, Settings into) {
        if (!(field.node() instanceof YamlNode.Mapping)) {
            into.put(Source.PACKAGE, field, paths.read(field, "a path, such as function.zip, or " + EXAMPLE));
            return;
        }
        // The inherited package is a different one.
        into.replace(Source.PACKAGE);
        List<Field> children = field.children("a path, or a mapping such as " + EXAMPLE);
        for (Field child : children) {
            if (child.key().equals(CloudSettings.IMAGE.name())) {
                into.put(CloudSettings.IMAGE, child, CloudReader.image(child));
            } else {
                into.mark(Source.PACKAGE, field, Settings.Mark.WRONG);
                child.unknownKey("key", Keys.PACKAGE);
            }
        }
        if (children.isEmpty()) {
            into.mark(Source.PACKAGE, field, Settings.Mark.WRONG);
            field.wrongKey("no image: write a path, such as function.zip, or " + EXAMPLE);
        }
    }
}
