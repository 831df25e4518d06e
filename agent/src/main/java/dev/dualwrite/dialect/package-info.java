/** Everything that is particular to one vendor's database or driver; nobody else knows vendors. */
package dev.dualwrite.dialect;
