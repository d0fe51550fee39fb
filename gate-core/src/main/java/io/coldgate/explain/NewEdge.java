package io.coldgate.explain;

/**
 * An import that a baseline does not have.
 *
 * @param importer full import path of the package whose source has the import
 * @param imported full import path of the imported package
 * @param packageIsNew whether the baseline lacks the package at the end of the chain: only then is this import the
 *     reason for its initialisation. Otherwise it was already reached in another way
 */
public record NewEdge(String importer, String imported, boolean packageIsNew) {}
