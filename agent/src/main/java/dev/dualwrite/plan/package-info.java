/** What is known about one SQL text: its kind, table, keys and hazards, and how it is mirrored. */
package dev.dualwrite.plan;
