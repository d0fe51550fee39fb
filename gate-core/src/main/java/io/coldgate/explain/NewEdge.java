package io.coldgate.explain;

/**
 * An import that a baseline does not have.
 *
 * @param importer full import path of the package whose source has the import
 * @param imported full import path of what it imports
 * @param packageIsNew whether the baseline does not have the package at the end of the chain at all: only then is this
 *     import why it is initialised. Otherwise it was reached in another way before
 */
public record NewEdge(String importer, String imported, boolean packageIsNew) {}
