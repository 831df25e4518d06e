/**
 * What the new database calls or holds otherwise than the old one: names, columns of one side only,
 * and conversions of values.
 */
package dev.dualwrite.mapping;
