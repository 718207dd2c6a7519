/** Serves the web dashboard: files, and nothing else. What its pages show they read from the API, as any other client does. */
package io.fleetstop.dashboard;
