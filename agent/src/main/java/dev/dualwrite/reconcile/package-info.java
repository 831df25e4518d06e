/**
 * The one piece of code that heals: copies the rows of queued keys from the primary to the
 * secondary.
 */
package dev.dualwrite.reconcile;
