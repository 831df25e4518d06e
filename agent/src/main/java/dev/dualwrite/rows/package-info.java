/**
 * Rows copied by key from one database to another: what keys and rows are, how they are read and
 * written.
 */
package dev.dualwrite.rows;
