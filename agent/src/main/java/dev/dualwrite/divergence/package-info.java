/** What was observed to differ or was not mirrored: its record, its log, and the log summed up. */
package dev.dualwrite.divergence;
