package io.coldgate.measure;

import io.coldgate.build.Event;
import io.coldgate.deploy.Copy;

/**
 * One attempt at a cold start, before it is launched.
 *
 * @param arm whose start it is
 * @param copy what is invoked
 * @param round the round that it is for; 0 for none
 * @param discard whether it is one of the copy's first, which decide nothing
 * @param number counts the arm's starts of its kind
 * @param event the event that it is invoked with
 */
record PlannedStart(ArmRun arm, Copy copy, int round, boolean discard, int number, Event event) {}
