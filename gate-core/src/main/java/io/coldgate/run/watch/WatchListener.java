package io.coldgate.run.watch;

import io.coldgate.watch.FunctionStatus;
import io.coldgate.watch.WatchEvent;
import java.util.List;

/** A listener that is told what a watch sees; called by the thread that watches. */
public interface WatchListener {
    /** Tells of an event. */
    void event(WatchEvent event);

    /** A minute is over. */
    void minute(List<FunctionStatus> now);

    /** A line that is good to know. */
    void remark(String line);

    /** A line about what went wrong without ending the watch. */
    void error(String line);
}
