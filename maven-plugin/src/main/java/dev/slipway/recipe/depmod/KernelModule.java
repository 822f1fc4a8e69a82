package dev.slipway.recipe.depmod;

import dev.slipway.archive.Compression;
import dev.slipway.content.Content;
import dev.slipway.content.ContentTooLarge;
import dev.slipway.tree.TreePath;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a kernel module says about itself.
 *
 * @param path relative to the directory of the kernel's modules, {@code kernel/net/ipv4/ip_gre.ko}
 * @param name as the kernel spells it, with {@code _} for {@code -}
 * @param depends names of the modules whose symbols it uses, in the module's order
 */
record KernelModule(
        String path, String name, List<String> depends, List<String> aliases, List<String> softDependencies) {
    /** Ten times what the largest modules of a distribution have without their debugging information. */
    private static final int MAX_BYTES = 64 << 20;

    private static final Pattern FILE_NAME = Pattern.compile("(.+)\\.ko(?:\\.(gz|xz|zst))?");

    KernelModule {
        depends = List.copyOf(depends);
        aliases = List.copyOf(aliases);
        softDependencies = List.copyOf(softDependencies);
    }

    /** Whether a path is named as a kernel module, plain or compressed. */
    static boolean isNamedAsOne(String path) {
        return FILE_NAME.matcher(TreePath.name(path)).matches();
    }

    static String nameOf(String path) {
        Matcher matcher = FILE_NAME.matcher(TreePath.name(path));
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not named as a kernel module: " + path);
        }
        return matcher.group(1).replace('-', '_');
    }

    static KernelModule read(String path, Content content) throws IOException {
        // By magic, not by name: the kernel's own loader does the same.
        ModuleInfo info;
        try (InputStream plain = Compression.decompress(content.open(), path)) {
            byte[] elf = plain.readNBytes(MAX_BYTES + 1);
            if (elf.length > MAX_BYTES) {
                throw ContentTooLarge.unpacked(path, MAX_BYTES);
            }
            info = ModuleInfo.read(elf, path);
        }
        List<String> depends = info.all("depends").stream()
                .flatMap(names -> Arrays.stream(names.split(",", -1)))
                .map(name -> name.strip().replace('-', '_'))
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
        return new KernelModule(path, nameOf(path), depends, info.all("alias"), info.all("softdep"));
    }
}
