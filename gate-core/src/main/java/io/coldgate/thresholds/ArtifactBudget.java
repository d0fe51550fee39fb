package io.coldgate.thresholds;

import io.coldgate.unit.Quantity;
import java.util.List;
import java.util.Optional;

/**
 * Limits on the contents of a function's package; decided without starting it.
 *
 * @param zip largest size of the archive
 * @param unzipped largest sum of its files' sizes
 * @param files largest number of files
 * @param stripped whether executables must (true) or must not (false) be free of symbol tables and debug information
 * @param staticallyLinked whether executables must (true) or must not (false) do without an interpreter: {@code static}
 * @param image largest size of an image's compressed layers together, as stored in a registry
 * @param unpacked largest sum of the sizes of the files in an image's layers
 * @param layers largest number of an image's layers
 * @param layerZip largest size of the archive of each Lambda layer of the repository
 * @param layersUnzipped largest sum of the sizes of the files in all of these layers
 */
public record ArtifactBudget(
        Optional<Quantity> zip,
        Optional<Quantity> unzipped,
        Optional<Quantity> files,
        Optional<Boolean> stripped,
        Optional<Boolean> staticallyLinked,
        Optional<Quantity> image,
        Optional<Quantity> unpacked,
        Optional<Quantity> layers,
        Optional<Quantity> layerZip,
        Optional<Quantity> layersUnzipped) {
    public static final Key<Void> KEY = new Key<>("artifact");
    public static final Key<Quantity> ZIP = KEY.below("zip");
    public static final Key<Quantity> UNZIPPED = KEY.below("unzipped");
    public static final Key<Quantity> FILES = KEY.below("files");
    public static final Key<Boolean> STRIPPED = KEY.below("stripped");
    public static final Key<Boolean> STATIC = KEY.below("static");

    public static final Key<Quantity> IMAGE = KEY.below("image");
    public static final Key<Quantity> UNPACKED = KEY.below("unpacked");
    public static final Key<Quantity> LAYERS = KEY.below("layers");
    public static final Key<Quantity> LAYER_ZIP = KEY.below("layer-zip");
    public static final Key<Quantity> LAYERS_UNZIPPED = KEY.below("layers-unzipped");

    /** Limits that apply only to a zip package. */
    public static final List<Key<?>> OF_ARCHIVES =
            List.of(ZIP, UNZIPPED, FILES, STRIPPED, STATIC, LAYER_ZIP, LAYERS_UNZIPPED);

    /** Limits that apply only to an image. */
    public static final List<Key<?>> OF_IMAGES = List.of(IMAGE, UNPACKED, LAYERS);

    /** Limits on Lambda layers that are folders or zips of the repository. */
    public static final List<Key<?>> OF_LAYERS = List.of(LAYER_ZIP, LAYERS_UNZIPPED);

    /** No limit. */
    public static final ArtifactBudget NONE = new ArtifactBudget(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
}
