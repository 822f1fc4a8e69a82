package dev.slipway.result;

import dev.slipway.content.Digest;
import dev.slipway.content.IOSupplier;
import dev.slipway.output.format.OutputKind;
import dev.slipway.output.format.OutputPlan;
import java.util.List;

/**
 * Files that are made together of the same inputs.
 *
 * @param inputs names everything that the files depend on
 * @param main the kind that is called up to date, and after which the record is named
 * @param kinds all that may be made; a file that would be empty is left out
 * @param planner is asked if the files are not up to date; it logs its warnings itself
 */
public record BuildTarget(Digest inputs, OutputKind main, List<OutputKind> kinds, IOSupplier<OutputPlan> planner) {
    public BuildTarget {
        kinds = List.copyOf(kinds);
    }
}
