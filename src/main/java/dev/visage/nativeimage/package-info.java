/**
 * Methods of Quarkus and GraalVM that a native executable runs at each of its starts, written so that they take less
 * time. Each class says what it replaces and why; nothing else in the application knows of it, and the JVM runs none.
 */
package dev.visage.nativeimage;
