/** Proves that both databases hold the same, names what differs, and repairs what was named. */
package dev.dualwrite.verify;
