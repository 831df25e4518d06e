/** The proof, before authority moves, that the database that loses it can be written again. */
package dev.dualwrite.wayback;
