package io.coldgate.run;

import java.util.ArrayList;
import java.util.List;

/**
 * One of several parts of a build, written {@code 2/4}.
 *
 * @param index from 1 to {@code of}
 * @param of how many parts there are, from 1 to 999
 */
public record Shard(int index, int of) {
    /** The largest number of parts; a larger one must be a typing error. */
    private static final int MOST = 999;

    /** Refuses an index or a count that is out of range. */
    public Shard {
        if (index < 1 || of > MOST || index > of) {
            throw new IllegalArgumentException("write which part and of how many, such as 2/4, up to 999");
        }
    }

    /** Returns every {@code of}-th of the names, in their order: the same names give the same part on every machine. */
    List<String> part(List<String> names) {
        List<String> part = new ArrayList<>();
        for (int i = index - 1; i < names.size(); i += of) {
            part.add(names.get(i));
        }
        return part;
    }
}
