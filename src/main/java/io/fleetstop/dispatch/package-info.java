/**
 * The worker: holds leases, fans their operations out to the clouds, judges the answers, settles the outcomes. Everything here runs on
 * one event loop, hence no locks; what must survive is in the database, and the lease is the record of intent.
 */
package io.fleetstop.dispatch;
