package dev.slipway.result;

import dev.slipway.output.format.OutputKind;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Which execution of a build makes which file and which artifact. Of two that would make the same, the later one would replace what the
 * earlier one made, without a word; so it is refused before it writes anything.
 */
public final class OutputClaims {
    /** Maven's name for an execution of the command line. */
    private static final String COMMAND_LINE = "default-cli";

    private final ConcurrentMap<String, Execution> claims = new ConcurrentHashMap<>();

    /**
     * An execution of a goal.
     *
     * @param module the project's {@code groupId:artifactId:version}
     * @param goal such as {@code initrd}
     * @param id the execution's id
     */
    public record Execution(String module, String goal, String id) {
        /** A goal that is called by the command line does again what the same goal of the POM has done. */
        private boolean isAgain(Execution other) {
            return equals(other)
                    || module.equals(other.module)
                            && goal.equals(other.goal)
                            && (id.equals(COMMAND_LINE) || other.id.equals(COMMAND_LINE));
        }

        @Override
        public String toString() {
            return "execution '" + id + "' of slipway:" + goal + " in " + module;
        }
    }

    /**
     * Claims the files and artifacts of some kinds.
     *
     * @throws OutputClaimedTwice if another execution makes one of them
     */
    public void claim(Execution execution, OutputNames names, List<OutputKind> kinds) {
        for (OutputKind kind : kinds) {
            Path file = names.file(kind).normalize();
            claim(execution, "write " + file);
            claimArtifact(execution, kind.type(), names.classifier(kind));
        }
    }

    /**
     * Claims an artifact.
     *
     * @param classifier empty for none
     * @throws OutputClaimedTwice if another execution attaches one of this type and classifier
     */
    public void claimArtifact(Execution execution, String type, String classifier) {
        String coordinates = "an artifact of type " + type
                + (classifier.isEmpty() ? " without a classifier" : " and classifier " + classifier);
        claim(execution, "attach " + coordinates + " to " + execution.module());
    }

    private void claim(Execution execution, String deed) {
        Execution first = claims.putIfAbsent(deed, execution);
        if (first != null && !execution.isAgain(first)) {
            throw new OutputClaimedTwice(first, execution, deed);
        }
    }
}
