/** Small typed clients of the interfaces that the sandbox talks to: NiFi's and NiFi Registry's REST APIs. */
package io.nifistreaming.sandbox.api;
