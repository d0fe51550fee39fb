package io.coldgate.thresholds;

/**
 * A setting of a function.
 *
 * @param <T> the type of its value; {@link Void} for a mapping of settings, which has no value of its own
 * @param path its path below the function: {@code memory}, {@code sampling.max}
 */
@SuppressWarnings("UnusedTypeParameter") // it is the type of the setting's value
public record Key<T>(String path) {
    /** Returns the last part of the path, as it is written in the file. */
    public String name() {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    /** Returns the setting with that name below this one. */
    public <V> Key<V> below(String name) {
        return new Key<>(path + "." + name);
    }

    @Override
    public String toString() {
        return path;
    }
}
