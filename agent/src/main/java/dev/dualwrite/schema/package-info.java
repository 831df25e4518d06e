/** What is known of the tables and routines of a database, and how it is read and remembered. */
package dev.dualwrite.schema;
