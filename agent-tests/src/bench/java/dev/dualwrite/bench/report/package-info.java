/** Writes the page of figures, with its plots, from what the benches have left. */
package dev.dualwrite.bench.report;
