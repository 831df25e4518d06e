/** The stages of a migration and the two sides; rules about them stand here alone. */
package dev.dualwrite.phase;
