/**
 * What belongs to one migration: the application's database as one class loader of it uses it, the
 * way to the other, and who knows their tables.
 */
package dev.dualwrite.migration;
