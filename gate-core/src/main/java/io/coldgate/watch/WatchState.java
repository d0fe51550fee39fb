package io.coldgate.watch;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The complete state of a watch, from which it resumes after an interruption without counting a line twice.
 *
 * @param schemaVersion version of this format
 * @param functions the functions, by name
 * @param sources the position of each source, by name
 */
public record WatchState(int schemaVersion, Map<String, FunctionState> functions, Map<String, Source> sources) {
    private static final int VERSION = 1;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            // A missing number, or one of another type, must not become zero, and an unknown enum name must not become
            // another.
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /**
     * A source of lines.
     *
     * @param cursor its position, in the source's own format; empty for a source that cannot be read again
     * @param counted the last counted request ids, for a source that cannot be read again
     */
    public record Source(String cursor, List<String> counted) {
        /** Copies the list. */
        public Source {
            Objects.requireNonNull(cursor, "cursor");
            counted = counted == null ? List.of() : List.copyOf(counted);
        }

        /** Returns a source that was never read. */
        public static Source none() {
            return new Source("", List.of());
        }
    }

    /** Copies the maps. */
    public WatchState {
        functions = functions == null ? Map.of() : Map.copyOf(functions);
        sources = sources == null ? Map.of() : Map.copyOf(sources);
    }

    /** Returns the state of this version of the format. */
    public static WatchState of(Map<String, FunctionState> functions, Map<String, Source> sources) {
        return new WatchState(VERSION, functions, sources);
    }

    /** Returns the state as JSON, with a line break at its end. */
    public String json() {
        try {
            return JSON.writeValueAsString(this) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records of texts and numbers", e);
        }
    }

    /** Returns the state in the text; empty if the text is empty, damaged, or of another version. */
    public static Optional<WatchState> parse(String text) {
        try {
            return Optional.ofNullable(JSON.readValue(text, WatchState.class))
                    .filter(state -> state.schemaVersion == VERSION);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
