/**
 * The tour: one job that loads real records through Fluxrecord models, walks the five features on them, and checks what
 * it finds against figures computed without a database. {@link io.fluxrecord.examples.Tour} reads the arguments and
 * runs the steps in order; {@link io.fluxrecord.examples.report.Report} prints what happened and decides the exit code.
 */
@NullMarked
package io.fluxrecord.examples;

import org.jspecify.annotations.NullMarked;
