package dev.slipway.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.compose.program.Program;
import dev.slipway.compose.program.ProgramSearch;
import dev.slipway.content.Content;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProgramTest {
    /** The start of an ELF file (gABI, "ELF Header"): magic, class, byte order, .., e_type, e_machine. */
    static Content elf(int machine, boolean bigEndian) {
        byte[] head = new byte[64];
        head[0] = 0x7f;
        head[1] = 'E';
        head[2] = 'L';
        head[3] = 'F';
        head[4] = 2;
        head[5] = (byte) (bigEndian ? 2 : 1);
        head[bigEndian ? 19 : 18] = (byte) machine;
        return Content.of(head);
    }

    @ParameterizedTest
    @CsvSource({"62,amd64", "3,amd64", "183,arm64", "243,riscv64", "62,unheard-of"})
    void whatFitsIsNothingToSpeakOf(int machine, String architecture) {
        assertThat(Program.complaint(elf(machine, false), architecture)).isEmpty();
    }

    @Test
    void theOrderOfBytesIsTheFilesOwn() {
        assertThat(Program.complaint(elf(22, true), "s390x")).isEmpty();
        assertThat(Program.complaint(elf(22, false), "amd64"))
                .contains("a program for s390x, and the image is for amd64");
    }

    @ParameterizedTest
    @CsvSource({"183,amd64,arm64", "62,arm64,amd64", "99,amd64,ELF machine 99"})
    void anotherArchitectureIsNamed(int machine, String architecture, String named) {
        assertThat(Program.complaint(elf(machine, false), architecture).orElseThrow())
                .contains("a program for " + named, architecture);
    }

    @ParameterizedTest
    @ValueSource(strings = {"#!/bin/sh\r\necho", "#!/bin/sh -e\r\n"})
    void aScriptWithCarriageReturnsIsTold(String script) {
        assertThat(Program.complaint(Content.of(script), "amd64").orElseThrow()).contains("CRLF", "Save it with LF");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "#", "#!/bin/sh\necho a\r\n", "echo\r\n", "#!/bin/s\rh\n", "\u007fELF"})
    void otherFilesAreNot(String text) {
        assertThat(Program.complaint(Content.of(text), "amd64")).isEmpty();
    }

    @Test
    void commandsAreFoundAsTheKernelWould() {
        ProgramSearch search = new ProgramSearch(TreeText.tree(
                "opt/tool 0755 =t", "usr/bin/sh 0755 =s", "bin -> usr/bin", "run -> ../../opt/tool", "loop -> /loop"));
        assertThat(find(search, "/bin/sh")).isPresent();
        assertThat(find(search, "sh")).isPresent();
        assertThat(find(search, "sh", "PATH=/opt")).isEmpty();
        assertThat(find(search, "tool", "PATH=.:/sbin:/opt")).isPresent();
        assertThat(find(search, "/run")).isPresent();
        assertThat(find(search, "/loop")).isEmpty();
        assertThat(find(search, "opt/tool")).isEmpty();
        assertThat(find(search, "/opt")).isEmpty();
        assertThat(find(search, "/opt/..")).isEmpty();
    }

    private static Optional<Content> find(ProgramSearch search, String command, String... env) {
        return search.candidates(command, List.of(env), "/usr").stream()
                .flatMap(path -> search.file(path).stream())
                .findFirst();
    }
}
