package io.coldgate.measure;

import io.coldgate.build.Event;
import io.coldgate.deploy.Copy;

/**
 * One attempt at a cold start, before it is launched.
 *
 * @param arm the arm
 * @param copy the copy that is invoked
 * @param round its round; 0 for none
 * @param discard whether it is one of the copy's first starts, which are discarded
 * @param number its number among the arm's starts of this kind
 * @param event the event that it is invoked with
 */
record PlannedStart(ArmRun arm, Copy copy, int round, boolean discard, int number, Event event) {}
