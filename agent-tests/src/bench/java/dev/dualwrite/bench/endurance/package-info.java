/** Whether anything gets slower, or grows, while an application goes on and on. */
package dev.dualwrite.bench.endurance;
