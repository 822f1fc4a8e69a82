package dev.slipway.output.iso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.content.Content;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BootConfigsTest {
    @Test
    void grubStartsTheKernelWithoutAMenu() throws IOException {
        assertThat(text(new GrubConfig(line("console=ttyS0  $x \"a b\" \\'"), 10 << 20, (300 << 20) + 1).starting()))
                .isEqualTo(
                        """
                        linux /boot/kernel 'console=ttyS0' '' '$x' 'a b' ''\\'''
                        if initrd /boot/initrd.img; then boot; else
                          echo 'The system cannot start: its initrd of 301 MiB cannot be read, or does not fit into memory. By UEFI, GRUB can use a quarter of the memory: give the machine 1401 MiB or more.'
                          sleep 30
                          halt
                        fi
                        """);
        assertThat(text(new GrubConfig(line(""), 1, 1).starting())).startsWith("linux /boot/kernel\n");
    }

    @Test
    void grubOnTheEfiPartitionLooksForItsOwnImage() throws IOException {
        assertThat(text(GrubConfig.leading(".disk/0123")))
                .isEqualTo(
                        """
                        search --no-floppy --file --set=root /.disk/0123
                        set prefix=($root)/boot/grub
                        source $prefix/grub.cfg
                        """);
    }

    @Test
    void isolinuxTakesTheLineAsItIs() throws IOException {
        assertThat(text(new IsolinuxConfig(line(" it's \"raw\" \\ é ")).content()))
                .isEqualTo("DEFAULT linux\nPROMPT 0\nTIMEOUT 0\nLABEL linux\n  LINUX /boot/kernel\n"
                        + "  APPEND initrd=/boot/initrd.img  it's \"raw\" \\ é \n");
    }

    @ParameterizedTest
    @CsvSource({
        "console=ttyS0, SERIAL 0 9600",
        "'quiet console=tty0 console=ttyS1,115200n8 x', SERIAL 1 115200",
        "'console=ttyS3,57600', SERIAL 3 57600"
    })
    void isolinuxSpeaksOnTheKernelsSerialConsole(String commandLine, String directive) throws IOException {
        assertThat(text(new IsolinuxConfig(line(commandLine)).content())).startsWith(directive + "\n");
    }

    @ParameterizedTest
    @CsvSource({"console=ttyAMA0", "console=tty0", "xconsole=ttyS0", "''"})
    void otherConsolesAreNotIsolinuxsConcern(String commandLine) throws IOException {
        assertThat(text(new IsolinuxConfig(line(commandLine)).content())).startsWith("DEFAULT");
    }

    @Test
    void refusesWhatIsLongerThanTheKernelTakes() {
        assertThat(new IsolinuxConfig(line("x".repeat(1998)))).isNotNull();
        assertThatThrownBy(() -> new IsolinuxConfig(line("x".repeat(1999))))
                .isInstanceOf(InvalidKernelCommandLine.class)
                .hasMessageContaining("linuxkit.yml:3:12: it has 1999 bytes, and isolinux has room for 1998");
        assertThat(new GrubConfig(line("x".repeat(2022)), 1, 1).starting()).isNotNull();
        assertThatThrownBy(() -> new GrubConfig(line("é".repeat(1012)), 1, 1).starting())
                .isInstanceOf(InvalidKernelCommandLine.class)
                .hasMessageContaining("it has 2024 bytes, and GRUB has room for 2022");
    }

    @Test
    void keepsEveryCharacter() throws IOException {
        String text = "Grüße \ud83d\ude80 \t\001\177";
        assertThat(KernelCommandLine.of(Content.of(text), "file").text()).isEqualTo(text);
    }

    @Test
    void refusesWhatNoLoaderPassesWithItsPosition() {
        assertThatThrownBy(() -> line("é\nb"))
                .isInstanceOf(InvalidKernelCommandLine.class)
                .hasMessageContaining("linuxkit.yml:3:12: character 2 (byte 0x0a): no boot loader");
        assertThatThrownBy(() -> line("\0")).hasMessageContaining("character 1 (byte 0x00)");
        assertThatThrownBy(() -> line("ab\r")).hasMessageContaining("character 3 (byte 0x0d)");
        Content latin1 = Content.of(new byte[] {'a', (byte) 0xe9, 'b'});
        assertThatThrownBy(() -> KernelCommandLine.of(latin1, "file"))
                .hasMessageContaining("file: character 2: the bytes there are not UTF-8");
        Content cut = Content.of(new byte[] {'a', (byte) 0xc3});
        assertThatThrownBy(() -> KernelCommandLine.of(cut, "file"))
                .hasMessageContaining("file: character 2: the bytes");
    }

    private static KernelCommandLine line(String text) {
        return new KernelCommandLine(text, "linuxkit.yml:3:12");
    }

    private static String text(Content content) throws IOException {
        return new String(content.bytes(), StandardCharsets.UTF_8);
    }
}
