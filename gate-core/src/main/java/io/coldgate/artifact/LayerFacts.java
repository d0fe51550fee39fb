package io.coldgate.artifact;

/**
 * Facts about a Lambda layer in the repository.
 *
 * @param name name of its folder or zip
 * @param zipBytes size of its archive
 * @param unzippedBytes sum of its files' sizes
 */
public record LayerFacts(String name, long zipBytes, long unzippedBytes) {}
