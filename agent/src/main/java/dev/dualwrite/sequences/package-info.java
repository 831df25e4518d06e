/**
 * Sequences and counted-up columns before authority moves: which of the coming primary's would give
 * a value that is in use, and how they are set above it.
 */
package dev.dualwrite.sequences;
