/** Copies the rows that were there before mirroring began, beside live writes. */
package dev.dualwrite.backfill;
