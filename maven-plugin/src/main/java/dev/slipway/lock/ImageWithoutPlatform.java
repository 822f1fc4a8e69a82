package dev.slipway.lock;

import dev.slipway.oci.Platform;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ShellWord;
import dev.slipway.spec.container.ImageField;
import java.util.List;
import java.util.stream.Collectors;

/** An image that does not exist for what it is needed for. */
public final class ImageWithoutPlatform extends Problem {
    private static final long serialVersionUID = 1L;

    /** @param locked what the image has */
    record Lack(ImageField image, Platform platform, LockedImage locked) {
        String where() {
            return image.place().toString();
        }

        String what() {
            return image.text() + " has no " + platform + "; it has "
                    + locked.platforms().keySet().stream()
                            .map(Platform::toString)
                            .collect(Collectors.joining(", "));
        }
    }

    ImageWithoutPlatform(String file, List<Lack> lacks) {
        super(
                Fault.USER,
                lacks.size() == 1 ? lacks.get(0).where() : file,
                lacks.size() == 1 ? lacks.get(0).what() : lacks.size() + " images are not available for the platform",
                next(lacks));
    }

    private static String next(List<Lack> lacks) {
        String list = lacks.size() == 1
                ? ""
                : lacks.stream()
                        .map(lack -> lack.where() + ": " + lack.what() + "\n")
                        .collect(Collectors.joining());
        return list
                + "Name an image that has it, or build for another platform with -Dslipway.platform=os/architecture.\n"
                + "If the platform was published since, run: mvn slipway:resolve -Dslipway.update="
                + ShellWord.of(lacks.get(0).locked().reference());
    }
}
