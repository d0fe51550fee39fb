package io.coldgate.run.watch;

import io.coldgate.watch.FunctionStatus;
import io.coldgate.watch.WatchEvent;
import java.util.List;

/** A listener for the events of a watch; called on the watching thread. */
public interface WatchListener {
    /** Receives an event. */
    void event(WatchEvent event);

    /** Receives the status of all functions after every minute. */
    void minute(List<FunctionStatus> now);

    /** Receives a remark. */
    void remark(String line);

    /** Receives an error that does not end the watch. */
    void error(String line);
}
