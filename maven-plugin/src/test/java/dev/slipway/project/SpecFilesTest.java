package dev.slipway.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SpecFilesTest {
    @Test
    void propertiesAreReplacedAndWhatIsNoneStays() {
        String yaml = "init: ['app:${project.version}']  # ${HOME} $project.version ${} ${a b}";

        assertThat(SpecFiles.filtered(yaml, Map.of("project.version", "1$0")))
                .isEqualTo("init: ['app:1$0']  # ${HOME} $project.version ${} ${a b}");
    }

    @Test
    void nothingIsReplacedUnasked() {
        assertThat(SpecFiles.filtered("${a}", Map.of())).isEqualTo("${a}");
    }
}
