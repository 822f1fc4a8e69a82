package dev.slipway.compose.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.spec.container.Bind;
import dev.slipway.spec.container.ContainerSettings.Filesystem;
import dev.slipway.spec.container.Mount;
import dev.slipway.spec.container.Tmpfs;
import java.util.List;
import org.junit.jupiter.api.Test;

class MountTableTest {
    private static final List<Bind> NO_BINDS = List.of();
    private static final List<Tmpfs> NO_TMPFS = List.of();

    @Test
    void aContainerHasFiveMountsOfItsOwn() {
        assertThat(table(false, NO_TMPFS, NO_BINDS))
                .extracting(RuntimeMount::destination)
                .containsExactly("/dev", "/dev/pts", "/proc", "/sys", "/sys/fs/cgroup");
    }

    @Test
    void inAReadOnlyContainerDevAndSysAreReadOnly() {
        List<RuntimeMount> mounts = table(true, NO_TMPFS, NO_BINDS);

        assertThat(options(mounts, "/dev")).endsWith("size=65536k", "ro");
        assertThat(options(mounts, "/sys")).containsExactly("nosuid", "noexec", "nodev", "ro");
        assertThat(options(mounts, "/proc")).doesNotContain("ro");
    }

    @Test
    void bindsAreSharedUnlessTheySayOtherwise() {
        List<RuntimeMount> mounts = table(
                false, NO_TMPFS, List.of(new Bind("/a", "/b", null), new Bind("/c", "/d", List.of("ro", "rbind"))));

        assertThat(options(mounts, "/b")).containsExactly("rw", "rbind", "rshared");
        assertThat(options(mounts, "/d")).containsExactly("ro", "rbind", "rbind");
    }

    @Test
    void theLaterKindWinsADestination() {
        List<RuntimeMount> mounts = table(
                false,
                List.of(new Tmpfs("/dev", null), new Tmpfs("/x", List.of("size=1M"))),
                List.of(new Bind("/host", "/x", null)),
                mount("/sys", "bind", "/sys"));

        assertThat(find(mounts, "/dev").options()).isEmpty();
        assertThat(find(mounts, "/x").type()).isEqualTo("bind");
        assertThat(find(mounts, "/sys").source()).isEqualTo("/sys");
    }

    @Test
    void aMountNeedsNotSayWhatIsPlain() {
        List<RuntimeMount> mounts = table(
                false, NO_TMPFS, NO_BINDS, mount("", "mqueue", ""), mount("", "", "cgroup"), mount("/dev", "", ""));

        assertThat(find(mounts, "/dev/mqueue")).isEqualTo(RuntimeMount.of("/dev/mqueue", "mqueue", "mqueue", null));
        assertThat(find(mounts, "/sys/fs/cgroup").options()).isEmpty();
        assertThat(find(mounts, "/dev")).isEqualTo(RuntimeMount.of("/dev", "tmpfs", "tmpfs", null));
    }

    @Test
    void orderIsByDestinationAsWritten() {
        assertThat(table(false, NO_TMPFS, List.of(new Bind("/", "relative", null), new Bind("/", "/devil", null))))
                .extracting(RuntimeMount::destination)
                .containsExactly("/dev", "/dev/pts", "/devil", "/proc", "/sys", "/sys/fs/cgroup", "relative");
    }

    private static Mount mount(String destination, String type, String source) {
        return new Mount(destination, type, source, null, List.of(), List.of());
    }

    private static List<RuntimeMount> table(boolean readonly, List<Tmpfs> tmpfs, List<Bind> binds, Mount... mounts) {
        return MountTable.of(new Filesystem(readonly, List.of(mounts), binds, null, tmpfs, null, null, null, null));
    }

    private static List<String> options(List<RuntimeMount> mounts, String destination) {
        return find(mounts, destination).options();
    }

    private static RuntimeMount find(List<RuntimeMount> mounts, String destination) {
        return mounts.stream()
                .filter(mount -> mount.destination().equals(destination))
                .findFirst()
                .orElseThrow();
    }
}
