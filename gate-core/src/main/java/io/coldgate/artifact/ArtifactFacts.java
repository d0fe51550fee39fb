package io.coldgate.artifact;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;

/**
 * Facts about a function's package.
 *
 * @param zipBytes size of the archive; 0 for an image
 * @param unzippedBytes sum of its files' sizes, as extracted; 0 for an image
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
     * Returns the amount that a limit applies to; empty if it is not known, such as an image's archive size.
     *
     * @param limit a key of {@code artifact} in the thresholds file
     */
    public OptionalDouble amount(String limit) {
        return switch (limit) {
            case "zip" -> ofArchive(zipBytes);
            case "unzipped" -> ofArchive(unzippedBytes);
            case "files" -> ofArchive(files);
            case "image" -> ofImage(ImageFacts::compressedBytes);
            case "unpacked" -> ofImage(ImageFacts::unpackedBytes);
            case "layers" -> ofImage(ImageFacts::layers);
            case "layer-zip" -> ofLayers(sizes -> sizes.max().orElse(0), LayerFacts::zipBytes);
            case "layers-unzipped" -> ofLayers(LongStream::sum, LayerFacts::unzippedBytes);
            default -> throw new IllegalArgumentException("unknown limit of a package: " + limit);
        };
    }

    private OptionalDouble ofArchive(long amount) {
        return image.isPresent() ? OptionalDouble.empty() : OptionalDouble.of(amount);
    }

    private OptionalDouble ofImage(ToLongFunction<ImageFacts> amount) {
        return image.isPresent() ? OptionalDouble.of(amount.applyAsLong(image.get())) : OptionalDouble.empty();
    }

    private OptionalDouble ofLayers(ToLongFunction<LongStream> together, ToLongFunction<LayerFacts> amount) {
        return layers.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(together.applyAsLong(layers.stream().mapToLong(amount)));
    }
}
