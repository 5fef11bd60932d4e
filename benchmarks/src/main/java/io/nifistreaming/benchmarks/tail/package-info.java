/** One access log, tailed to its end: by NiFi's TailFile, by TailLogFiles and by Flume, beside a plain copy. */
package io.nifistreaming.benchmarks.tail;
