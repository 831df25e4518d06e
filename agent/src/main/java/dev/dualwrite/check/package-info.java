/**
 * The continuous check: a sample of the rows that were written is compared on both sides a few
 * seconds after the commit.
 */
package dev.dualwrite.check;
