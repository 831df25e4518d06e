/** Where the time of the hot paths goes, by JFR. */
package dev.dualwrite.bench.profile;
