package dev.slipway.build;

import dev.slipway.spec.LinuxKit;
import dev.slipway.spec.SpecText;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads the files that say what to build. */
final class SpecFiles {
    private SpecFiles() {}

    /** The YAML files, merged. */
    static LinuxKit read(List<Path> files) {
        List<SpecText> texts = new ArrayList<>();
        for (Path file : files) {
            texts.add(new SpecText(String.valueOf(file.getFileName()), text(file)));
        }
        return LinuxKit.parse(texts);
    }

    /** A text file of the project. */
    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new FileNotRead(file, "there is no such file", e);
        } catch (CharacterCodingException e) {
            throw new FileNotRead(file, "it is not UTF-8 text", e);
        } catch (IOException e) {
            throw new FileNotRead(file, "it cannot be read: " + e.getMessage(), e);
        }
    }
}
