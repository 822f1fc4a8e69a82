/**
 * Strict YAML: every value keeps its place, and all that is wrong with a text is told at once.
 *
 * <p>A model is read with {@link dev.slipway.yaml.Yaml#read}, whose function asks an {@link dev.slipway.yaml.ObjectReader} for
 * each key it knows. What was not asked for is an unknown key and is refused, with a suggestion:
 *
 * <pre>
 * Server server = Yaml.read(text, "server.yml", root -> {
 *     String host = root.about("Name of the machine.").requiredText("host");
 *     Long port = root.integer("port", 1, 65535);
 *     List&lt;String&gt; names = root.texts("names");
 *     Mode mode = root.oneOf("mode", Map.of("fast", FAST, "safe", SAFE));
 *     List&lt;Route&gt; routes = root.list("routes", route -> route.object(RouteReader::read));
 *     return host == null ? null : new Server(host, port, names, mode, routes);
 * });
 * </pre>
 *
 * <p>Every method answers null for a key that is absent, and also for one that is wrong: then the finding is already noted,
 * and the text will be refused whatever the function returns. So no reader has to stop at the first error.
 *
 * <p>Types are those of YAML 1.2 as LinuxKit's parser (yaml.v3) knows them: {@code yes}, {@code no}, {@code on}, {@code off}
 * are texts, {@code 0644} is a number, a key is a text, {@code <<} merges.
 *
 * <p>The same function, run without a text, gives the JSON Schema of the model ({@link dev.slipway.yaml.Schema}): so it must not
 * end before it has asked for all its keys. What {@link dev.slipway.yaml.ObjectReader#about} says of a key is its description there.
 *
 * <p>May import {@code json}, {@code content} and {@code problem}. Invariant: {@code Yaml.read} returns only if there was not one finding.
 */
@NullMarked
package dev.slipway.yaml;

import org.jspecify.annotations.NullMarked;
