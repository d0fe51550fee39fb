package io.coldgate.artifact;

import java.util.List;
import java.util.Optional;

/**
 * Facts about a function's package.
 *
 * @param zipBytes size of the archive; 0 for an image
 * @param unzippedBytes sum of its files' sizes, as they came out of it; 0 for an image
 * @param files number of files, folders not counted; 0 for an image
 * @param executables the programs, libraries and scripts among them, in the archive's order; at most 1000
 * @param layers the function's Lambda layers that are folders or zips of the repository, in order
 * @param image the image that the package is; empty for an archive
 */
public record ArtifactFacts(
        long zipBytes,
        long unzippedBytes,
        int files,
        List<ExecutableFacts> executables,
        List<LayerFacts> layers,
        Optional<ImageFacts> image) {
    /** Facts about an archive without layers. */
    public ArtifactFacts(long zipBytes, long unzippedBytes, int files, List<ExecutableFacts> executables) {
        this(zipBytes, unzippedBytes, files, executables, List.of(), Optional.empty());
    }

    /** Facts about an image. */
    public ArtifactFacts(ImageFacts image) {
        this(0, 0, 0, List.of(), List.of(), Optional.of(image));
    }

    /** Copies the lists. */
    public ArtifactFacts {
        executables = List.copyOf(executables);
        layers = List.copyOf(layers);
    }

    /** Returns the same with these Lambda layers. */
    public ArtifactFacts with(List<LayerFacts> others) {
        return new ArtifactFacts(zipBytes, unzippedBytes, files, executables, others, image);
    }

    /**
     * Returns the amount that a limit is about.
     *
     * @param limit a key of {@code artifact} in the thresholds file
     * @throws IllegalArgumentException when a package of this kind has no such amount
     */
    public double amount(String limit) {
        return switch (limit) {
            case "zip" -> zipBytes;
            case "unzipped" -> unzippedBytes;
            case "files" -> files;
            case "image" -> ofImage(limit).compressedBytes();
            case "unpacked" -> ofImage(limit).unpackedBytes();
            case "layers" -> ofImage(limit).layers();
            case "layer-zip" ->
                layers.stream().mapToLong(LayerFacts::zipBytes).max().orElse(0);
            case "layers-unzipped" ->
                layers.stream().mapToLong(LayerFacts::unzippedBytes).sum();
            default -> throw new IllegalArgumentException("unknown limit of a package: " + limit);
        };
    }

    private ImageFacts ofImage(String limit) {
        return image.orElseThrow(() -> new IllegalArgumentException("no image, and a limit on its " + limit));
    }
}
