package io.coldgate.thresholds.read;

import io.coldgate.thresholds.ArtifactBudget;
import io.coldgate.thresholds.read.value.Field;
import io.coldgate.thresholds.read.value.Reading;
import io.coldgate.thresholds.read.value.Settings;
import io.coldgate.thresholds.read.value.Values;
import io.coldgate.unit.Dimension;
import io.coldgate.unit.Quantity;
import java.util.List;
import java.util.Optional;

/** Reads {@code artifact}. */
final class ArtifactBudgetReader {
    /** Far more files than fit into Lambda's 250 MB. */
    private static final int MOST_FILES = 1_000_000;

    /** More layers than any image has (Docker's layer.MaxLayerDepth is 125; other tools have no limit). */
    private static final int MOST_LAYERS = 1000;

    private static final List<Reading<?>> READINGS = List.of(
            new Reading<>(ArtifactBudget.ZIP, field -> Values.limit(field, Dimension.SIZE)),
            new Reading<>(ArtifactBudget.UNZIPPED, field -> Values.limit(field, Dimension.SIZE)),
            new Reading<>(ArtifactBudget.FILES, field -> count(field, MOST_FILES)),
            new Reading<>(ArtifactBudget.STRIPPED, Values::flag),
            new Reading<>(ArtifactBudget.STATIC, Values::flag),
            new Reading<>(ArtifactBudget.IMAGE, field -> Values.limit(field, Dimension.SIZE)),
            new Reading<>(ArtifactBudget.UNPACKED, field -> Values.limit(field, Dimension.SIZE)),
            new Reading<>(ArtifactBudget.LAYERS, field -> count(field, MOST_LAYERS)),
            new Reading<>(ArtifactBudget.LAYER_ZIP, field -> Values.limit(field, Dimension.SIZE)),
            new Reading<>(ArtifactBudget.LAYERS_UNZIPPED, field -> Values.limit(field, Dimension.SIZE)));

    static final List<String> KEYS = Reading.names(READINGS);

    private ArtifactBudgetReader() {}

    static void read(Field field, Settings into) {
        for (Field child : into.open(ArtifactBudget.KEY, field, "a mapping, such as { zip: 10MB, stripped: true }")) {
            if (KEYS.contains(child.key()) && BudgetReader.isNone(child)) {
                into.mark(ArtifactBudget.KEY.below(child.key()), child, Settings.Mark.REMOVED);
            } else {
                Reading.readChild(child, ArtifactBudget.KEY, READINGS, into);
            }
        }
    }

    private static Optional<Quantity> count(Field field, int most) {
        return Values.count(field, 1, most).map(count -> new Quantity(count, Dimension.COUNT));
    }

    static ArtifactBudget assemble(Settings merged) {
        return new ArtifactBudget(
                merged.get(ArtifactBudget.ZIP),
                merged.get(ArtifactBudget.UNZIPPED),
                merged.get(ArtifactBudget.FILES),
                merged.get(ArtifactBudget.STRIPPED),
                merged.get(ArtifactBudget.STATIC),
                merged.get(ArtifactBudget.IMAGE),
                merged.get(ArtifactBudget.UNPACKED),
                merged.get(ArtifactBudget.LAYERS),
                merged.get(ArtifactBudget.LAYER_ZIP),
                merged.get(ArtifactBudget.LAYERS_UNZIPPED));
    }
}
