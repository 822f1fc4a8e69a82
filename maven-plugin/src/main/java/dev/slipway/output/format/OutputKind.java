package dev.slipway.output.format;

/**
 * A kind of file that a goal can write, with the name of its file and of its Maven artifact. Each format has those of its own.
 *
 * @param id of it in the result file
 * @param ending last part of the file's name
 * @param type of the artifact
 * @param classifier of the artifact where nothing else is said; may be empty
 */
public record OutputKind(String id, String ending, String type, String classifier) {}
