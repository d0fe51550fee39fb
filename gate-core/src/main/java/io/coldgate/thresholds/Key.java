package io.coldgate.thresholds;

/**
 * A setting of a function.
 *
 * @param <T> what its value is; {@link Void} for a mapping of settings, which has no value of its own
 * @param path where it stands below the function: {@code memory}, {@code sampling.max}
 */
@SuppressWarnings("UnusedTypeParameter") // it types the value that the key leads to
public record Key<T>(String path) {
    /** Returns the last part of the path, as it is written in the file. */
    public String name() {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    /** Returns the setting of that name below this one. */
    public <V> Key<V> below(String name) {
        return new Key<>(path + "." + name);
    }

    @Override
    public String toString() {
        return path;
    }
}
