package dev.slipway.compose.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.spec.container.ContainerSettings.Namespaces;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NamespaceListTest {
    @Test
    void byDefaultOnlyProcessesAndMountsAreTheContainersOwn() {
        assertThat(list(null, null, null, null, null)).containsExactly("{type=pid}", "{type=mount}");
    }

    @Test
    void hostAndRootShareTheHosts() {
        assertThat(list("host", "host", "root", "root", "host")).containsExactly("{type=mount}");
    }

    @Test
    void newMakesOneAndAPathJoinsOneInLinuxKitsOrder() {
        assertThat(list("new", "/proc/1/ns/pid", "new", "/x", "new"))
                .containsExactly(
                        "{type=network}",
                        "{type=ipc}",
                        "{type=uts, path=/x}",
                        "{type=pid, path=/proc/1/ns/pid}",
                        "{type=user}",
                        "{type=mount}");
    }

    @Test
    void noneMeansNewForEach() {
        assertThat(list("none", "none", "none", "none", "none")).hasSize(6).noneMatch(each -> each.contains("path"));
    }

    private static List<String> list(
            @Nullable String net,
            @Nullable String pid,
            @Nullable String ipc,
            @Nullable String uts,
            @Nullable String userns) {
        return NamespaceList.of(new Namespaces(net, pid, ipc, uts, userns, null, null, null)).stream()
                .map(namespace -> namespace.values().toString())
                .toList();
    }
}
