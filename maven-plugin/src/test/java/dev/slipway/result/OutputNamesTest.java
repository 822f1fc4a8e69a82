package dev.slipway.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.environment.InvalidSetting;
import dev.slipway.output.format.Iso;
import dev.slipway.output.format.KernelInitrd;
import dev.slipway.output.format.OutputKind;
import dev.slipway.output.format.Tar;
import dev.slipway.packaging.PackageImage;
import dev.slipway.project.LinuxKitProject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutputNamesTest {
    private static final Path FOLDER = Path.of("target").toAbsolutePath();
    private static final OutputNames PLAIN = OutputNames.of(FOLDER, "os");

    private static final Map<String, OutputKind> KINDS = Map.of(
            "KERNEL", KernelInitrd.KERNEL,
            "INITRD", KernelInitrd.INITRD,
            "CMDLINE", KernelInitrd.CMDLINE,
            "ISO", Iso.FILE,
            "EFI_ISO", Iso.EFI_FILE,
            "TAR", Tar.FILE,
            "IMAGE", PackageImage.FILE);

    @ParameterizedTest
    @CsvSource({
        "'',    KERNEL,  os-kernel,           kernel",
        "'',    INITRD,  os-initrd.img,       initrd",
        "'',    CMDLINE, os-cmdline,          cmdline",
        "'',    ISO,     os.iso,              ''",
        "'',    EFI_ISO, os-efi.iso,          ''",
        "'',    TAR,     os.tar,              ''",
        "'',    IMAGE,   os.oci.tar,          ''",
        "small, KERNEL,  os-small-kernel,     small-kernel",
        "small, INITRD,  os-small-initrd.img, small-initrd",
        "small, EFI_ISO, os-small-efi.iso,    small",
        "small, IMAGE,   os-small.oci.tar,    small",
    })
    void filesAndClassifiers(String classifier, String name, String file, String artifact) {
        OutputKind kind = KINDS.get(name);
        OutputNames names = PLAIN.withClassifier(classifier);
        assertThat(names.file(kind)).isEqualTo(FOLDER.resolve(file));
        assertThat(names.classifier(kind)).isEqualTo(artifact);
    }

    @ParameterizedTest
    @CsvSource({
        "linux/amd64,    os-small-amd64.iso",
        "linux/arm64/v8, os-small-arm64-v8.iso",
        "linux/x86_64,   os-small-amd64.iso",
        "freebsd/arm64,  os-small-freebsd-arm64.iso",
    })
    void aPlatformOfSeveralIsInTheName(String platform, String file) {
        LinuxKitProject project = LinuxKitProject.of(List.of(Path.of("linuxkit.yml")), null, platform);
        OutputNames names = PLAIN.withClassifier("small").withPlatform(project.platform());
        assertThat(names.file(Iso.FILE)).isEqualTo(FOLDER.resolve(file));
    }

    @Test
    void theLockIsOneForAllPlatforms() {
        assertThat(PLAIN.lockClassifier()).isEqualTo("lock");
        assertThat(PLAIN.withClassifier("small").lockClassifier()).isEqualTo("small-lock");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "..", "-a", "a b", "a:b", "ä"})
    void aClassifierIsAPartOfAFileName(String classifier) {
        assertThatThrownBy(() -> PLAIN.withClassifier(classifier))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("slipway.classifier: '" + classifier + "' cannot be a part of a file name");
    }
}
