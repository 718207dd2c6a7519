/** What holds for every request and every answer, whatever is asked and whoever answers: form, size, time, and headers. */
package io.fleetstop.http;
