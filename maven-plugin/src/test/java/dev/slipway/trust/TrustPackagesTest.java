package dev.slipway.trust;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Each scheme stands on its own; what they share lies below them. */
class TrustPackagesTest {
    @Test
    void schemesDoNotKnowEachOther() {
        slices().matching("dev.slipway.trust.(*)..")
                .should()
                .beFreeOfCycles()
                .check(new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("dev.slipway.trust"));
    }
}
