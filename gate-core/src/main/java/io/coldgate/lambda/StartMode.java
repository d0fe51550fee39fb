package io.coldgate.lambda;

/** The mode in which the platform creates the environments whose first invocation is measured. */
public sealed interface StartMode {
    /** An environment is initialised when the invocation needs it. */
    record OnDemand() implements StartMode {}

    /** An environment is restored from a published version's snapshot. */
    record SnapStart() implements StartMode {}

    /**
     * Environments of a published version are initialised ahead of the invocation.
     *
     * @param environments the number that is kept ready
     */
    record Provisioned(int environments) implements StartMode {}
}
