/**
 * Puts the hooks into the drivers' classes; the only package that knows how class files are read
 * and written. It knows nothing of what the hooks mean.
 */
package dev.dualwrite.instrumentation;
