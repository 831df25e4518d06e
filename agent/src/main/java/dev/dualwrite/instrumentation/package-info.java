/**
 * Puts the hooks into the drivers' classes; the only package that knows Byte Buddy. It knows
 * nothing of what the hooks mean.
 */
package dev.dualwrite.instrumentation;
