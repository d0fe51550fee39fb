package io.coldgate.gate;

import io.coldgate.thresholds.ArtifactBudget;
import io.coldgate.thresholds.CheckName;
import io.coldgate.thresholds.OnInconclusive;
import io.coldgate.thresholds.diagnostic.Location;
import io.coldgate.unit.Quantity;

/** A limit on the contents of the function's package. */
public sealed interface PackageCheck extends Check {
    @Override
    default String subject() {
        return ArtifactBudget.KEY.name();
    }

    @Override
    default String nameInFile() {
        return CheckName.ofArtifact(rule());
    }

    /** A limit on a size or a number of the package's contents. */
    record Size(String function, String rule, Quantity limit, Location location, OnInconclusive onInconclusive)
            implements PackageCheck {
        @Override
        public String limitText() {
            return limit.format();
        }
    }

    /** A property that the package's executables must or must not have. */
    record Property(String function, String rule, boolean wanted, Location location, OnInconclusive onInconclusive)
            implements PackageCheck {
        @Override
        public String limitText() {
            return String.valueOf(wanted);
        }

        @Override
        public String demand() {
            return (wanted ? "" : "not ") + rule;
        }
    }
}
