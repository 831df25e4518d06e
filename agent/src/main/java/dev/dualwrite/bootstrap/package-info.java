/**
 * What the bootstrap class loader sees: the entry points, the class loader of everything else, and
 * the hooks that instrumented driver classes call.
 *
 * <p>Classes here name types of the module {@code java.base} only, because the bootstrap loader
 * doesn't see {@code java.sql}.
 */
package dev.dualwrite.bootstrap;
