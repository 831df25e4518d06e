/** A whole migration in under a minute: an operator drives the order service through all phases. */
package dev.dualwrite.demo.tour;
