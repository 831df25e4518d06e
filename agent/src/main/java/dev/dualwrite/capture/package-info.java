/**
 * Understands the application's JDBC calls: what is executed with which values in which
 * transaction. Hands writes to the mirror.
 */
package dev.dualwrite.capture;
